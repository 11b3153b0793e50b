package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoalNamesTest {
    private static final GoalNames SHORT = new GoalNames(true, "1.0.0");
    private static final GoalNames LONG = new GoalNames(false, "1.0.0");

    @Test
    void aGoalBecomesTheCommandThatRunsIt() {
        assertThat(SHORT.in("'mesos:shell' opens a shell in it, 'mesos:clean' removes it."))
                .isEqualTo("'mvn mesos:shell' opens a shell in it, 'mvn mesos:clean' removes it.");
        assertThat(LONG.in("'mesos:check-dependencies' prints it."))
                .isEqualTo("'mvn io.github.mesosbuild:mesos-maven-plugin:1.0.0:check-dependencies' prints it.");
    }

    @Test
    void anythingElseStays() {
        String others = "Written by mesos:node-config. 'mesos::Containerizer' 'mesos:Shell' $1 \\ mesos.step";
        assertThat(LONG.in(others)).isEqualTo(others);
    }

    @Test
    void linesAreRewritten() {
        List<String> heard = new ArrayList<>();
        LineSink lines = SHORT.lines(new LineSink() {
            @Override
            public void info(String line) {
                heard.add("info " + line);
            }

            @Override
            public void warn(String line) {
                heard.add("warn " + line);
            }
        });
        lines.info("'mesos:stop' stops it.");
        lines.warn("'mesos:status' lists them.");
        assertThat(heard).containsExactly("info 'mvn mesos:stop' stops it.", "warn 'mvn mesos:status' lists them.");
    }

    /** Only a goal in quotes is replaced by a command. */
    @Test
    void everyMessageNamesGoalsInQuotes() throws IOException {
        Pattern literal = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
        // The guide for other machines explains the prefix, and a marker in a file is never typed.
        Pattern goal = Pattern.compile("(?<!`mvn |Written by |not written by |what )mesos:[a-z]");
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher literals = literal.matcher(Files.readString(source));
                while (literals.find()) {
                    String text = SHORT.in(literals.group()).replace("'mvn mesos:", "");
                    if (goal.matcher(text).find()) {
                        wrong.add(source + ": " + literals.group());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
