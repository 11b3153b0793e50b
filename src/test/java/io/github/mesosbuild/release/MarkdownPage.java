package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A page in Markdown that is written from top to bottom. */
public final class MarkdownPage {
    private final StringBuilder page = new StringBuilder();

    public void heading(int level, String text) {
        paragraph("#".repeat(level) + " " + text);
    }

    /** Writes lines that follow an empty one, unless they are the first. */
    public void paragraph(String... lines) {
        if (!page.isEmpty()) {
            page.append('\n');
        }
        for (String line : lines) {
            page.append(line).append('\n');
        }
    }

    /** Begins a table; its rows follow. */
    public void table(String... columns) {
        paragraph();
        row(columns);
        row(Collections.nCopies(columns.length, "---").toArray(String[]::new));
    }

    /** Writes a text as it is. */
    public void verbatim(String text) {
        paragraph("```text", text.stripTrailing(), "```");
    }

    public void row(String... cells) {
        List<String> escaped = new ArrayList<>();
        for (String cell : cells) {
            if (cell.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a cell of a table is one line: " + cell);
            }
            escaped.add(cell.replace("|", "\\|"));
        }
        page.append("| ").append(String.join(" | ", escaped)).append(" |\n");
    }

    /** Escapes angle brackets, which would be HTML, and stars, which would be emphasis. */
    public static String text(String plain) {
        return plain.replace("<", "&lt;").replace(">", "&gt;").replace("*", "\\*");
    }

    public static String code(List<String> words) {
        return "`" + String.join(" ", words) + "`";
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
