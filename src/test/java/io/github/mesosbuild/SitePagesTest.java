package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.api.MesosCluster;
import io.github.mesosbuild.api.MesosClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the hand-written pages true: links, goals, parameters and quoted messages. */
class SitePagesTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Path MOJOS = Path.of("src/main/java/io/github/mesosbuild/mojo");

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (String link : found("\\]\\(([^)#:]+)(?:#[^)]*)?\\)", Files.readString(page))) {
                boolean generated = link.endsWith("-mojo.html") || link.equals("plugin-info.html");
                boolean resource = Files.exists(Path.of("src/site/resources").resolve(link));
                if (!generated && !resource && !Files.exists(page.resolveSibling(link))) {
                    broken.add(page + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void thePageOfGoalsAndTheReadmeNameEveryGoal() throws IOException {
        String page = Files.readString(SITE.resolve("goals.md"));
        String readme = Files.readString(Path.of("README.md"));
        List<String> goals = found("@Mojo\\(\\s*name = \"([a-z-]+)\"", textOf(MOJOS));
        assertThat(goals).hasSizeGreaterThan(25).allSatisfy(goal -> {
            assertThat(page).contains("(" + goal + "-mojo.html)");
            assertThat(readme).contains("`mesos:" + goal + "`");
        });
    }

    @Test
    void thePageOfGoalsNamesEveryParameter() throws IOException {
        String page = Files.readString(SITE.resolve("goals.md"));
        List<String> properties = found("property = \"([\\w.]+)\"", textOf(MOJOS));
        assertThat(properties)
                .hasSizeGreaterThan(30)
                .allSatisfy(property -> assertThat(page).contains("`" + property + "`"));
    }

    /** Of a quoted message, the text around the ellipses must be in the code, in one literal or several that are joined. */
    @Test
    void everyMessageOnThePageOfTroublesIsOneOfOurs() throws IOException {
        String code = textOf(Path.of("src/main/java")).replaceAll("\"\\s*\\+\\s*\"", "");
        List<String> cells = found("(?m)^\\| (`[^|]*`) \\|", Files.readString(SITE.resolve("troubleshooting.md")));
        List<String> parts = cells.stream()
                .flatMap(cell -> found("`([^`]+)`", cell).stream())
                .flatMap(message -> Stream.of(message.split("…")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        assertThat(parts)
                .hasSizeGreaterThan(30)
                .allSatisfy(part -> assertThat(code)
                        .overridingErrorMessage("No message contains '%s'.", part)
                        .contains(part));
    }

    @Test
    void everyImportOfAnExampleNamesAClass() throws IOException {
        List<String> imports = new ArrayList<>();
        for (Path page : pages()) {
            imports.addAll(
                    found("(?m)^import ((?:io\\.github\\.mesosbuild|org\\.junit)\\.[\\w.]+);", Files.readString(page)));
        }
        assertThat(imports)
                .contains(MesosCluster.class.getName(), MesosClusterExtension.class.getName())
                .allSatisfy(name -> assertThat(Class.forName(name)).isPublic());
    }

    /** Several masters in a test: what the page names is what our own tests run, and what the goals resolve. */
    @Test
    void thePageOfClustersNamesTheZooKeeperThatTheGoalsUse() throws IOException {
        String page = Files.readString(SITE.resolve("cluster.md"));
        String pom = Files.readString(Path.of("pom.xml"));
        String resolved = Files.readString(MOJOS.resolve("ClusterFactory.java"));
        for (String coordinates : List.of(
                "org.apache.zookeeper:zookeeper:version.zookeeper",
                "io.dropwizard.metrics:metrics-core:version.metrics",
                "org.xerial.snappy:snappy-java:version.snappy")) {
            String[] parts = coordinates.split(":");
            String version = found("<" + parts[2] + ">(.*)</", pom).get(0);
            assertThat(page)
                    .containsPattern("<groupId>" + Pattern.quote(parts[0]) + "</groupId>\\s*<artifactId>" + parts[1]
                            + "</artifactId>\\s*<version>" + Pattern.quote(version)
                            + "</version>\\s*<scope>test</scope>");
            assertThat(resolved)
                    .containsPattern("\"(" + parts[0] + ":" + parts[1] + ":jar:)?" + Pattern.quote(version) + "\"");
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> site = Files.list(SITE)) {
            return Stream.concat(
                            Stream.of(
                                            "README.md",
                                            "CONTRIBUTING.md",
                                            "CHANGELOG.md",
                                            "SECURITY.md",
                                            "docs/architecture.md")
                                    .map(Path::of),
                            site)
                    .toList();
        }
    }

    private static String textOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            StringBuilder text = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    private static List<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .distinct()
                .collect(Collectors.toList());
    }
}
