package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Redactor;
import java.util.List;
import java.util.Optional;

/** The first real error of a build that failed. */
final class FailureView {
    private static final int MOST_LINES = 60;
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_COMMAND = 8000;

    private final Html html;
    private final ConfigNode failure;

    FailureView(Html html, ConfigNode failure) {
        this.html = html;
        this.failure = failure;
    }

    void write() {
        Views.begin(html, "failure", "Failure");
        boolean early = Fields.text(failure, "step").isEmpty()
                && Fields.text(failure, "log").isEmpty();
        html.open("p").text(early ? "The build failed outside of a step" : "The first error of ");
        if (!early) {
            html.element("strong", Fields.textOr(failure, "step", "the build"));
        }
        html.text(":").close();
        Optional<String> message = Fields.block(failure, "message", LONGEST_COMMAND);
        if (message.isPresent()) {
            html.open("pre", "class", "error").element("code", message.get()).close();
        } else {
            Views.missing(html, "the message");
        }
        if (!early) {
            log();
            context(message.orElse("").lines().findFirst().orElse(""));
            command();
        }
        Views.end(html);
    }

    private void log() {
        Optional<String> log = Fields.text(failure, "log");
        if (log.isEmpty()) {
            Views.missing(html, "the log");
            return;
        }
        html.open("p").text("Log: ");
        Links.write(html, log.get(), log.get());
        Fields.count(failure, "line").ifPresent(line -> html.text(", line " + line));
        html.close();
    }

    private void context(String message) {
        html.element("h3", "In the log");
        List<String> lines = failure.get("context").texts();
        if (lines.isEmpty()) {
            Views.missing(html, "the lines around the error");
            return;
        }
        html.open("pre", "tabindex", "0", "aria-label", "Lines of the log").open("code");
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
