package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Finds words that CONTRIBUTING.md asks not to use, in messages, comments and pages. Only those that a pattern finds without false
 * alarms are listed: a reader still has to read the rest.
 */
class StyleTest {
    private static final String SENTENCE = "(?:^|[.!?:;]\\s+|\\*\\s+)";

    /** What to write instead, by the pattern of what is found. */
    private static final Map<String, String> INSTEAD = new TreeMap<>(Map.ofEntries(
            Map.entry("(?i)\\bmend(?:s|ed|ing)?\\b", "fix"),
            Map.entry("(?i)\\b(?:go|goes|going|went|gone) on\\b", "continue, resume, retry"),
            Map.entry("(?i)\\bas a rule\\b", "usually"),
            Map.entry("(?i)\\bfor (?:want|lack) of\\b", "because ... is missing, out of ..."),
            Map.entry("(?i)\\bto be had\\b", "available"),
            Map.entry("(?i)\\bno right to\\b", "permission denied"),
            Map.entry("(?i)\\bthere can be no\\b", "cannot create"),
            Map.entry("(?i)\\bnot foreseen\\b", "internal error"),
            Map.entry("(?i)\\btakes? it that\\b", "assumes"),
            Map.entry("(?i)\\bnobody can tell\\b", "cannot check"),
            Map.entry("(?i)\\band (?:say|says|said) so\\b", "name what is printed"),
            Map.entry("(?i)\\bit is not said\\b", "is required"),
            Map.entry("(?i)\\bif it is there\\b", "if it exists"),
            Map.entry("(?i)\\bthe other way round\\b", "the opposite"),
            Map.entry("(?i)\\bthereof\\b", "name the thing"),
            Map.entry("(?i)\\bshall\\b", "must, should"),
            Map.entry("(?i)\\bmay not\\b", "must not, cannot"),
            Map.entry("(?i)\\b(?:is|are) none of\\b", "is not one of"),
            Map.entry("(?i)\\b(?:is|are) so far\\b", "is ready"),
            Map.entry("(?i)\\b(?:is|are|was|were|not) whole\\b", "complete, intact"),
            Map.entry("(?i)\\bwhole objects?\\b", "complete objects"),
            Map.entry(
                    "(?i)\\b(?:has|have|had) not(?: (?:a|an|the|any|all|enough|these|this|those|that|its|their|one|it)\\b|\\s*[,.;:)])",
                    "does not have, lacks"),
            Map.entry(
                    "(?i)\\b(?:lie|lies|lay|stand|stands) (?:in(?! for\\b| the way\\b)|below|under|beside|beneath|there|here|elsewhere)\\b",
                    "is, is in"),
            Map.entry(
                    "(?i)\\bbelow (?:(?:a|an|the|this|that|its|their|each|one|some|any|another) )?(?:\\w+ )?"
                            + "(?:directory|directories|path|tree|root|prefix)\\b",
                    "under, in"),
            Map.entry(SENTENCE + "(?:Of|Who|Whoever|Whose) [a-z]", "begin with the subject"),
            Map.entry(SENTENCE + "(?:In|Of|On|With|From|By) (?:what|which|whom) [a-z]", "two sentences")));

    private record Rule(Pattern pattern, String instead) {}

    private static final List<Rule> RULES = INSTEAD.entrySet().stream()
            .map(entry -> new Rule(Pattern.compile(entry.getKey()), entry.getValue()))
            .toList();

    /** A piece of text and the line on which it begins. */
    private record Passage(int line, String text) {}

    /** Comments, string literals, and everything else of Java that has quotes or slashes. */
    private static final Pattern JAVA = Pattern.compile(
            "(?<comment>/\\*.*?\\*/)|(?<line>(?:[ \\t]*//[^\\n]*\\n)+)|\"\"\"(?<block>.*?(?<!\\\\))\"\"\""
                    + "|\"(?<string>(?:[^\"\\\\\\n]|\\\\.)*)\"|'(?:[^'\\\\]|\\\\.)+'",
            Pattern.DOTALL);

    private static final Pattern QUOTED =
            Pattern.compile("\\{@(?:code|link|linkplain|literal) [^}]*}|`[^`]*`", Pattern.DOTALL);

    @Test
    void noMessageOrCommentHasAWordToLeaveBehind() throws IOException {
        List<Path> sources = files(Path.of("src/main/java"), ".java");
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(findings(sources)).isEmpty();
    }

    @Test
    void noRecipeOrPageHasAWordToLeaveBehind() throws IOException {
        List<Path> pages = new ArrayList<>(files(Path.of("src/main/resources"), ".yaml"));
        pages.addAll(files(Path.of("src/site"), ".md"));
        pages.addAll(files(Path.of("docs"), ".md"));
        for (String page : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")) {
            Stream.of(Path.of(page)).filter(Files::exists).forEach(pages::add);
        }
        assertThat(pages).extracting(Path::toString).contains("README.md");
        assertThat(findings(pages)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Make goes on after an earlier run\"",
                "\"There is no right to write \" + file",
                "// Of two runs the second has nothing to do.\n",
                "/** The file. Who sees it reads it. */",
                "/**\n * A flag that this\n * version has not.\n */",
                "\"it is killed, for \"\n    + \"want of memory\"",
                "\"\"\"\n    a file that lies in\n    a directory\n    \"\"\"",
                "/** The files below a directory. */",
            })
    void findsWords(String source) {
        assertThat(findings("A.java", source)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int goesOn = shall(1);",
                "// The step has not been run yet, and the whole file is read.\n",
                "\"One of these has not started. Who's there\"",
                "/** Returns {@code mend} of {@link Whoever#shall}. */",
                "char quote = '\"'; int x; // \"\n",
                "/** What stands in for a JDK, and in the way of one. */",
                "\"The quotient is below the limit of which nothing is known\"",
            })
    void findsNothingElse(String source) {
        assertThat(findings("A.java", source)).isEmpty();
    }

    @Test
    void codeInPagesIsNotRead() {
        assertThat(findings("a.md", "# Page\n\n```\nmvn shall\n```\n\nIt uses `mend`.\n"))
                .isEmpty();
        assertThat(findings("a.md", "# Page\n\nIt can be\nmended.\n")).hasSize(1);
    }

    private static List<Path> files(Path directory, String extension) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> findings(List<Path> files) throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files) {
            findings.addAll(findings(file.toString(), Files.readString(file)));
        }
        return findings;
    }

    private static List<String> findings(String name, String text) {
        List<String> findings = new ArrayList<>();
        for (Passage passage : name.endsWith(".java") ? ofJava(text) : ofPage(text)) {
            String read = QUOTED.matcher(passage.text()).replaceAll("\u00b7");
            for (Rule rule : RULES) {
                Matcher matcher = rule.pattern().matcher(read);
                while (matcher.find()) {
                    findings.add("%s:%d: '%s' (%s): %s"
                            .formatted(
                                    name,
                                    passage.line(),
                                    matcher.group().strip(),
                                    rule.instead(),
                                    read.substring(
                                                    Math.max(0, matcher.start() - 40),
                                                    Math.min(read.length(), matcher.end() + 40))
                                            .strip()));
                }
            }
        }
        return findings;
    }

    /** Literals that are joined by a plus are one passage, and so are line comments one under the other. */
    private static List<Passage> ofJava(String source) {
        List<Passage> passages = new ArrayList<>();
        Matcher matcher = JAVA.matcher(source);
        int end = 0;
        boolean literal = false;
        while (matcher.find()) {
            String string = matcher.group("string") != null ? matcher.group("string") : matcher.group("block");
            boolean joined = literal && source.substring(end, matcher.start()).matches("\\s*\\+\\s*");
            literal = string != null;
            end = matcher.end();
            int line = 1
                    + (int) source.substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            if (literal && joined) {
                Passage before = passages.remove(passages.size() - 1);
                passages.add(new Passage(before.line(), before.text() + plain(string)));
            } else if (literal) {
                passages.add(new Passage(line, plain(string)));
            } else if (matcher.group().strip().startsWith("/")) {
                passages.add(new Passage(line, ofComment(matcher.group())));
            }
        }
        return passages;
    }

    private static String plain(String literal) {
        return literal.replaceAll("\\\\n|\\s+", " ").replace("\\\"", "\"");
    }

    private static String ofComment(String comment) {
        return comment.replaceAll("(?m)^\\s*(?:/\\*+|//|\\*+/|\\*)|\\*+/", " ")
                .replaceAll("</?[a-z]+>", " ")
                .replaceAll("(?m)^\\s*@(?:param \\S+|return|throws \\S+)", ".")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The paragraphs of a page, without its blocks of code. */
    private static List<Passage> ofPage(String page) {
        List<Passage> passages = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        boolean code = false;
        int number = 0;
        for (String line : (page + "\n\n").split("\n", -1)) {
            number++;
            boolean fence = line.strip().startsWith("```");
            code ^= fence;
            boolean ends = line.isBlank() || fence || line.matches("\\s*[|#*-].*");
            if (ends && !paragraph.isEmpty()) {
                passages.add(new Passage(number, paragraph.toString().strip()));
                paragraph.setLength(0);
            }
            if (!code && !fence) {
                paragraph.append(line.strip()).append(' ');
            }
        }
        return passages;
    }
}
