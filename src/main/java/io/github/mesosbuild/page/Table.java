package io.github.mesosbuild.page;

import java.util.Map;

/** A table with a caption, whose first column names the rows. */
final class Table {
    private static final int SHORT_NAME = 16;

    /** A line does not break before or after fewer characters. */
    private static final int LEAST_WORD = 3;

    private final Html html;

    /**
     * Starts a table.
     *
     * @param columns the heads of the columns; one that starts with {@code #} has numbers, one that starts with {@code =} has numbers
     *     with bars, and an empty one is left out: no row has a value for it
     */
    Table(Html html, String caption, String... columns) {
        this.html = html;
        html.open("table").element("caption", caption).open("thead").open("tr");
        for (String column : columns) {
            if (column.isEmpty()) {
                continue;
            }
            switch (column.charAt(0)) {
                case '#' -> html.element("th", column.substring(1), "scope", "col", "class", "n");
                case '=' ->
                    html.element("th", column.substring(1), "scope", "col", "class", "n")
                            .open("td", "class", "b")
                            .close();
                default -> html.element("th", column, "scope", "col");
            }
        }
        html.close().close().open("tbody").newline();
    }

    /** Starts a row with its name in text. */
    Table row(String name) {
        html.open("tr").element("th", name, "scope", "row");
        return this;
    }

    /** Starts a row with the name of a file or a test. */
    Table file(String name) {
        html.open("tr").open("th", "scope", "row").open("code");
        breakable(html, name);
        html.close().close();
        return this;
    }

    /** Writes the name of a file or a test. A line may break between its words. */
    static void breakable(Html html, String name) {
        int from = 0;
        for (int i = LEAST_WORD; i <= name.length() - LEAST_WORD; i++) {
            if (i - from >= LEAST_WORD && isBetweenWords(name.charAt(i - 1), name.charAt(i))) {
                html.text(name.substring(from, i)).empty("wbr");
                from = i;
            }
        }
        html.text(name.substring(from));
    }

    private static boolean isBetweenWords(char before, char after) {
        return switch (before) {
            case '/', '_' -> true;
            case '.' -> !Character.isDigit(after);
            default ->
                Character.isUpperCase(after) && Character.isLetterOrDigit(before) && !Character.isUpperCase(before);
        };
    }

    /** Starts a row with a short name, which stays in one line. */
    Table word(String name) {
        html.open("tr").element("th", name, "scope", "row", "class", lines(name));
        return this;
    }

    /** Starts a row with a short name, and an address under it. */
    Table word(String name, String address) {
        html.open("tr").open("th", "scope", "row", "class", "a");
        html.element("span", name, "class", lines(name)).text(" ");
        html.open("small", "class", "line")
                .element("code", address, "class", lines(address))
                .close()
                .close();
        return this;
    }

    /** Writes a short name, which stays in one line. */
    Table name(String name) {
        html.element("td", name, "class", lines(name));
        return this;
    }

    private static String lines(String name) {
        return name.length() <= SHORT_NAME ? "w" : "a";
    }

    Table text(String text) {
        html.element("td", text);
        return this;
    }

    /** Writes figures under each other, each after some words. */
    Table lines(Map<String, String> figures) {
        html.open("td");
        figures.forEach((words, figure) -> {
            html.open("span", "class", "line").text(words + " ");
            html.element("span", figure, "class", "w").close();
        });
        html.close();
        return this;
    }

    Table code(String text) {
        html.open("td").element("code", text).close();
        return this;
    }

    /** Writes a word that needs attention. */
    Table bad(String text) {
        html.open("td").element("strong", text, "class", "bad").close();
        return this;
    }

    Table number(String text) {
        html.element("td", text, "class", "n");
        return this;
    }

    /** Writes a number and a bar for it. */
    Table bar(String text, double part, double total) {
        html.element("td", text, "class", "n").open("td", "class", "b");
        double percent = total > 0 ? Math.min(100, 100 * part / total) : 0;
        if (percent > 0) {
            html.open("svg", "aria-hidden", "true", "width", "100%", "height", "10");
            html.empty("rect", "width", Figures.position(Math.max(percent, 0.5)), "height", "10");
            html.close();
        }
        html.close();
        return this;
    }

    void link(String path, String shown) {
        html.open("td");
        Links.write(html, path, shown);
        html.close();
    }

    void end() {
        html.close().newline();
    }

    void close() {
        html.close().close().newline();
    }
}
