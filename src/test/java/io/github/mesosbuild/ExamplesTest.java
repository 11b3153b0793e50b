package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.RecipeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples can be copied as they are, are run by the invoker, and are what their pages show. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final Path SITE = Path.of("src/site/markdown");
    private static final String VERSION = "mesos-maven-plugin.version";

    /** A block of a page that shows a part of a file. */
    private static final Pattern SHOWN = Pattern.compile("<!-- file: (\\S+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void thePomsNameThisVersionAndTheirPage() throws IOException {
        String version = first("<version>([^<]+)</version>", read(Path.of("pom.xml")));
        for (String example : examples()) {
            String pom = read(EXAMPLES.resolve(example).resolve("pom.xml"));
            assertThat(first("<" + VERSION + ">([^<]+)</", pom)).as(example).isEqualTo(version);
            assertThat(found("<artifactId>mesos-maven-plugin</artifactId>\\s*<version>([^<]+)</version>", pom))
                    .as(example)
                    .isNotEmpty()
                    .containsOnly("${" + VERSION + "}");
            assertThat(pom).contains("example-" + example);
        }
    }

    /** What the tests need is in {@code src/it}, and no file has anything that the invoker would replace. */
    @Test
    void thereIsNothingButWhatOneCopies() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList()) {
                assertThat(file.getFileName().toString())
                        .doesNotEndWith(".groovy")
                        .doesNotStartWith("invoker");
                assertThat(Files.readString(file, StandardCharsets.UTF_8))
                        .as(file.toString())
                        .doesNotContainPattern("@[a-z.]+@")
                        .doesNotContain("io.github.mesosbuild.it");
            }
        }
    }

    @Test
    void theInvokerRunsEachAndNothingElse() throws IOException {
        List<String> run = new ArrayList<>(directories(Path.of("src/it/examples")));
        run.add("own-release");
        assertThat(run).containsExactlyInAnyOrderElementsOf(examples());
        for (Path scripts : run.stream().map(ExamplesTest::scripts).toList()) {
            assertThat(scripts.resolve("invoker.properties")).isRegularFile();
            assertThat(scripts.resolve("verify.groovy")).isRegularFile();
            assertThat(scripts.resolve("pom.xml")).doesNotExist();
        }
    }

    private static Path scripts(String example) {
        return Path.of(example.equals("own-release") ? "src/it/commons-daemon" : "src/it/examples", example);
    }

    /** The profile copies those examples that have scripts for Mesos. */
    @Test
    void theProfileMesosRunsTheExamplesThatHaveScriptsForIt() throws IOException {
        List<String> scripts = directories(Path.of("src/it/mesos")).stream()
                .filter(name -> !Files.exists(Path.of("src/it/mesos", name, "pom.xml")))
                .toList();
        String copied = first("includes=\"([^\"]*guide-2015[^\"]*)\"", read(Path.of("pom.xml")));
        assertThat(copied.split(","))
                .containsExactlyInAnyOrderElementsOf(
                        scripts.stream().map(name -> name + "/**").toList())
                .hasSizeGreaterThan(2);
        assertThat(examples()).containsAll(scripts);
    }

    @Test
    void eachHasAPageThatIsLinked() throws IOException {
        String readme = read(Path.of("README.md"));
        String menu = read(Path.of("src/site/site.xml"));
        String overview = read(SITE.resolve("examples.md"));
        assertThat(menu).contains("examples.html");
        for (String example : examples()) {
            String page = "example-" + example;
            assertThat(read(SITE.resolve(page + ".md"))).contains("`examples/" + example + "`");
            assertThat(overview).contains("[`" + example + "`](" + page + ".md)");
            assertThat(menu).contains("href=\"" + page + ".html\"");
            assertThat(readme).contains("src/site/markdown/" + page + ".md");
        }
        assertThat(menu).contains("example-guide-2015-fr.html");
    }

    /** Apart from the indentation. */
    @Test
    void thePagesShowWhatTheFilesHave() throws IOException {
        int shown = 0;
        for (String page : pages()) {
            Matcher block = SHOWN.matcher(read(SITE.resolve(page)));
            while (block.find()) {
                String part = withoutIndentation(block.group(2));
                assertThat(withoutIndentation(read(Path.of(block.group(1)))))
                        .as("%s shows %s", page, block.group(1))
                        .contains(part);
                shown++;
            }
        }
        assertThat(shown).isGreaterThan(5);
    }

    /** The French page has the same sections, commands and rows as the English one. */
    @Test
    void theFrenchGuideSaysWhatTheEnglishOneSays() throws IOException {
        String english = read(SITE.resolve("example-guide-2015.md"));
        String french = read(SITE.resolve("example-guide-2015-fr.md"));
        assertThat(found("(?m)^(#+) ", french)).isEqualTo(found("(?m)^(#+) ", english));
        assertThat(found("```(?:sh|yaml|text)\n(.*?)```", french))
                .isNotEmpty()
                .isEqualTo(found("```(?:sh|yaml|text)\n(.*?)```", english));
        assertThat(found("(?m)^\\| (\\d+) \\|", french))
                .hasSizeGreaterThan(8)
                .isEqualTo(found("(?m)^\\| (\\d+) \\|", english));
    }

    @Test
    void theOwnRecipeIsOne() throws Exception {
        assertThat(new RecipeReader(FileObserver.NONE)
                        .read("recipes/commons-daemon.yaml", EXAMPLES.resolve("own-release"))
                        .name())
                .isEqualTo("commons-daemon");
    }

    @Test
    void theWorkflowIsYaml() throws Exception {
        assertThat(Documents.yaml(read(EXAMPLES.resolve("team/ci/workflow.yml"))))
                .isInstanceOf(Map.class);
    }

    private static String withoutIndentation(String text) {
        return text.replaceAll("(?m)^ +", "");
    }

    private static List<String> examples() throws IOException {
        List<String> examples = directories(EXAMPLES);
        assertThat(examples).hasSize(6);
        return examples;
    }

    private static List<String> directories(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> list = Files.list(SITE)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private static String first(String regex, String text) {
        List<String> found = found(regex, text);
        assertThat(found).as(regex).isNotEmpty();
        return found.get(0);
    }

    private static List<String> found(String regex, String text) {
        return Pattern.compile(regex, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
