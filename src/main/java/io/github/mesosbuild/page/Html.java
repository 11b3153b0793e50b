package io.github.mesosbuild.page;

import io.github.mesosbuild.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes HTML that is also well-formed XML. Every text and every value is escaped, and characters that hide text or change the
 * writing direction are shown by their code points, so that nothing from outside becomes markup.
 */
final class Html {
    private static final Printable PRINTABLE = new Printable(StandardCharsets.UTF_8);

    private final StringBuilder written = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();
    private boolean alone;

    /** Makes text of links to files outside of the page's directory. */
    void withoutLogs() {
        alone = true;
    }

    boolean isAlone() {
        return alone;
    }

    /** Starts an element. Attributes are names, each followed by its value. */
    Html open(String name, String... attributes) {
        tag(name, attributes);
        written.append('>');
        open.push(name);
        return this;
    }

    /** Ends the element that was started last. */
    Html close() {
        written.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Writes an element without content, such as {@code meta} or {@code rect}. */
    Html empty(String name, String... attributes) {
        tag(name, attributes);
        written.append("/>");
        return this;
    }

    /** Writes an element that contains text. */
    Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    Html text(String text) {
        escape(visible(text));
        return this;
    }

    /** Ends a line of the source, for people who read it. */
    Html newline() {
        written.append('\n');
        return this;
    }

    /**
     * Writes a style or a script of the plugin as it is.
     *
     * @throws IllegalArgumentException if HTML and XML would read the text differently
     */
    Html verbatim(String name, String code) {
        if (code.indexOf('<') >= 0 || code.indexOf('&') >= 0 || code.contains("]]>")) {
            throw new IllegalArgumentException("The " + name + " contains < or &.");
        }
        open(name);
        written.append(code);
        return close();
    }

    /** The number of characters so far. */
    int length() {
        return written.length();
    }

    private void tag(String name, String... attributes) {
        written.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            String attribute = attributes[i].toLowerCase(Locale.ROOT);
            if (attribute.startsWith("on") || attribute.equals("style")) {
                throw new IllegalArgumentException("The page has no attribute " + attribute + ".");
            }
            written.append(' ').append(attributes[i]).append("=\"");
            escape(visible(attributes[i + 1]));
            written.append('"');
        }
    }

    private static String visible(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n');
        return plain ? text : PRINTABLE.of(text);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> written.append("&amp;");
                case '<' -> written.append("&lt;");
                case '>' -> written.append("&gt;");
                case '"' -> written.append("&quot;");
                case '\'' -> written.append("&#39;");
                default -> written.append(c);
            }
        }
    }

    /**
     * Returns the document.
     *
     * @throws IllegalStateException if an element was not ended
     */
    String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Not ended: " + open);
        }
        return "<!DOCTYPE html>\n" + written + "\n";
    }
}
