package io.github.mesosbuild.page;

import java.util.Optional;

/** What the sections of the page have in common. */
final class Views {
    /** A longer table is cut, because nobody reads it and the page has to stay small. */
    static final int MOST_ROWS = 60;

    private Views() {}

    static void begin(Html html, String id, String title) {
        html.open("section", "id", id, "aria-labelledby", id + "-head")
                .element("h2", title, "id", id + "-head")
                .newline();
    }

    static void end(Html html) {
        html.close().newline();
    }

    static void missing(Html html, String what) {
        html.element("p", "Not recorded: " + what + ".", "class", "missing");
    }

    /**
     * Writes one of the large figures below a title.
     *
     * @param missing the word for a value that is not known
     * @param more a few words below the value; none if empty
     */
    static void figure(Html html, boolean bad, String name, Optional<String> value, String missing, String more) {
        html.open("div", "class", bad ? "bad" : "plain").element("dt", name).open("dd");
        if (value.isPresent()) {
            html.text(value.get());
        } else {
            html.element("span", missing, "class", "missing");
        }
        if (!more.isEmpty()) {
            html.element("small", more);
        }
        html.close().close();
    }

    /** Starts two elements: the one that scrolls, and the one in it that the page's script widens. */
    static void scrolling(Html html, String label, String widened) {
        html.open("div", "id", "timeline-view", "class", "view", "role", "region", "tabindex", "0", "aria-label", label)
                .open("div", "class", widened)
                .newline();
    }

    /** Names how many rows of a table are not shown. */
    static void leftOut(Html html, int rows) {
        leftOut(html, rows, MOST_ROWS);
    }

    static void leftOut(Html html, int rows, int shown) {
        if (rows > shown) {
            html.open("p", "class", "note")
                    .text(Figures.number(rows - shown) + " more in ")
                    .element("a", "report.json", "href", "report.json")
                    .text(".")
                    .close();
        }
    }
}
