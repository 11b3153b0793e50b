package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Redactor;
import java.util.List;
import java.util.Optional;

/** The first real error of a build that failed. */
final class FailureView {
    private static final int MOST_LINES = 60;
    private static final int MOST_TESTS = 5;
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_COMMAND = 8000;
    private static final String COMMAND = "    ";

    private final Html html;
    private final ConfigNode failure;
    private final ConfigNode tests;

    FailureView(Html html, ConfigNode report) {
        this.html = html;
        this.failure = report.get("failure");
        this.tests = report.get("tests");
    }

    void write() {
        Views.begin(html, "failure", "Failure");
        boolean logged = Fields.text(failure, "log").isPresent();
        Optional<String> step = Fields.text(failure, "step");
        html.open("p");
        if (logged) {
            html.text("The first error of ").element("strong", step.orElse("the build"));
        } else if (step.isPresent()) {
            html.text("The failure of ").element("strong", step.get());
        } else {
            html.text("The build failed outside of a step");
        }
        html.text(":").close();
        Optional<String> message = Fields.block(failure, "message", LONGEST_COMMAND);
        if (message.isPresent()) {
            html.open("pre", "class", "error").element("code", message.get()).close();
        } else {
            Views.missing(html, "the message");
        }
        if (!logged && step.filter(name -> name.equals("check")).isPresent()) {
            tests();
        }
        remedy();
        String first = message.orElse("").lines().findFirst().orElse("");
        if (logged) {
            log();
            html.element("h3", "In the log");
            context("Lines of the log", first);
            command();
        } else if (!failure.get("context").texts().isEmpty()) {
            html.element("h3", "Details");
            context("Details", first);
        }
        Views.end(html);
    }

    /** Names the first tests that failed, which are far below on the page. */
    private void tests() {
        List<ConfigNode> failures = tests.get("failures").list();
        if (failures.isEmpty()) {
            return;
        }
        html.open("p").text("Failed: ");
        String separator = "";
        for (ConfigNode test : failures.subList(0, Math.min(failures.size(), MOST_TESTS))) {
            html.text(separator).open("code");
            Table.breakable(html, TestsView.name(test));
            html.close();
            separator = ", ";
        }
        if (failures.size() > MOST_TESTS) {
            html.text(", and " + Figures.number(failures.size() - MOST_TESTS) + " more");
        }
        html.text(". See ").element("a", "Tests", "href", "#tests").text(".").close();
    }

    /** Lines that are indented are commands. */
    private void remedy() {
        Optional<String> remedy = Fields.block(failure, "remedy", LONGEST_COMMAND);
        if (remedy.isEmpty()) {
            return;
        }
        html.element("h3", "What to do");
        for (String line : remedy.get().lines().toList()) {
            if (line.startsWith(COMMAND)) {
                html.open("pre", "class", "paste", "tabindex", "0", "aria-label", "Command")
                        .element("code", line.strip())
                        .close();
            } else if (!line.isBlank()) {
                html.element("p", line);
            }
        }
    }

    private void log() {
        String log = Fields.textOr(failure, "log", "");
        html.open("p").text("Log: ");
        Links.write(html, log, log);
        Fields.count(failure, "line").ifPresent(line -> html.text(", line " + line));
        html.close();
    }

    private void context(String label, String message) {
        List<String> lines = failure.get("context").texts();
        if (lines.isEmpty()) {
            Views.missing(html, "the lines around the error");
            return;
        }
        html.open("pre", "tabindex", "0", "aria-label", label).open("code");
        for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
            String text = Redactor.text(line);
            String shown = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "..." : text;
            if (!message.isEmpty() && text.contains(message)) {
                html.element("strong", shown, "class", "bad").newline();
            } else {
                html.text(shown).newline();
            }
        }
        html.close().close();
    }

    private void command() {
        html.element("h3", "Try it again");
        Optional<String> command = Fields.block(failure, "command", LONGEST_COMMAND);
        if (command.isEmpty()) {
            Views.missing(html, "the command");
            return;
        }
        html.element("p", "This command runs the failed one again. A click selects it.");
        html.open("pre", "class", "paste", "tabindex", "0", "aria-label", "Command")
                .element("code", command.get())
                .close();
    }
}
