package io.github.mesosbuild.page;

import io.github.mesosbuild.text.Redactor;
import java.util.List;
import java.util.regex.Pattern;

/** The ends of the nodes' logs. */
final class LogsView {
    private static final int MOST_LINES = 60;
    private static final int LONGEST_LINE = 1000;

    /** The first characters of a warning, an error or a fatal error of glog (its severity, month and day), or of its report of a crash. */
    private static final Pattern WARNING = Pattern.compile("W\\d{4}(\\d{4})? .*", Pattern.DOTALL);

    private static final Pattern ERROR = Pattern.compile("(?:[EF]\\d{4}(\\d{4})?|\\*\\*\\*) .*", Pattern.DOTALL);

    private final Html html;
    private final List<NodeRow> nodes;

    LogsView(Html html, List<NodeRow> nodes) {
        this.html = html;
        this.nodes = nodes;
    }

    void write() {
        Views.begin(html, "logs", "Ends of the logs");
        if (nodes.isEmpty()) {
            Views.missing(html, "the logs");
        }
        nodes.forEach(this::log);
        Views.end(html);
    }

    private void log(NodeRow node) {
        List<String> all = node.lines();
        List<String> lines = all.subList(Math.max(0, all.size() - MOST_LINES), all.size());
        long warnings =
                lines.stream().filter(line -> WARNING.matcher(line).matches()).count();
        long errors =
                lines.stream().filter(line -> ERROR.matcher(line).matches()).count();
        if (node.isBad()) {
            html.open("details", "open", "open");
        } else {
            html.open("details");
        }
        html.open("summary").element("strong", node.name());
        html.text(": " + Figures.count(lines.size(), "line"));
        if (warnings > 0) {
            html.text(", " + Figures.count(warnings, "warning"));
        }
        if (errors > 0) {
            html.text(", ").element("strong", Figures.count(errors, "error"), "class", "bad");
        }
        html.close();
        node.log().ifPresent(path -> {
            html.open("p", "class", "note").text("The complete log: ");
            Links.write(html, path, path);
            html.close();
        });
        if (lines.isEmpty()) {
            html.element("p", "The log is empty or cannot be read.", "class", "missing");
        } else {
            html.open("pre", "class", "end", "tabindex", "0", "aria-label", "End of the log of " + node.name())
                    .open("code");
            lines.forEach(this::line);
            html.close().close();
        }
        html.close().newline();
    }

    private void line(String line) {
        String text = Redactor.text(line);
        String shown = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "..." : text;
        if (ERROR.matcher(shown).matches()) {
            html.element("strong", shown, "class", "bad");
        } else if (WARNING.matcher(shown).matches()) {
            html.element("strong", shown);
        } else {
            html.text(shown);
        }
        html.newline();
    }
}
