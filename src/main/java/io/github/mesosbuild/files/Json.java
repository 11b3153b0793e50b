package io.github.mesosbuild.files;

import io.github.mesosbuild.text.Redactor;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** Writes maps, collections, strings, numbers, booleans and null as JSON (RFC 8259), indented by two spaces. */
public final class Json {
    private final StringBuilder out = new StringBuilder();

    private final boolean redacted;
    private final boolean inOneLine;

    private Json(boolean redacted, boolean inOneLine) {
        this.redacted = redacted;
        this.inOneLine = inOneLine;
    }

    /** Returns a value as JSON text that ends with a line feed. */
    public static String write(Object value) {
        Json json = new Json(false, false);
        json.value(value, "\n");
        return json.out.append('\n').toString();
    }

    /** Returns a value as {@link #write} does, for people: without the secrets that its strings contain. */
    public static String report(Object value) {
        Json json = new Json(true, false);
        json.value(value, "\n");
        return json.out.append('\n').toString();
    }

    /** Returns a value as one line of JSON text, without a line feed. */
    public static String line(Object value) {
        Json json = new Json(false, true);
        json.value(value, "");
        return json.out.toString();
    }

    private void value(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            block('{', '}', map.entrySet(), indent);
        } else if (value instanceof Collection<?> collection) {
            block('[', ']', collection, indent);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            string(redacted ? Redactor.text(value.toString()) : value.toString());
        }
    }

    private void block(char open, char close, Collection<?> elements, String indent) {
        out.append(open);
        for (Iterator<?> all = elements.iterator(); all.hasNext(); ) {
            Object element = all.next();
            String deeper = inOneLine ? "" : indent + "  ";
            out.append(deeper);
            if (element instanceof Map.Entry<?, ?> entry) {
                string(entry.getKey().toString());
                out.append(inOneLine ? ":" : ": ");
                value(entry.getValue(), deeper);
            } else {
                value(element, deeper);
            }
            out.append(all.hasNext() ? "," : indent);
        }
        out.append(close);
    }

    private void string(String text) {
        string(text, out);
    }

    /** Appends a string in quotes, with the characters escaped that a reader could mistake or a terminal obey. */
    public static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '\u007f' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
