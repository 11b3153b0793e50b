package io.github.mesosbuild.text;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * Messages as an output can show them: unsafe characters are escaped as in {@link VisibleText}, and so are those that the output's
 * encoding lacks. A JVM would print a question mark instead.
 */
public final class Printable {
    private final CharsetEncoder encoder;

    /**
     * Creates a filter for one encoding.
     *
     * @param output the encoding of the output
     */
    public Printable(Charset output) {
        this.encoder = output.newEncoder();
    }

    /** Returns the text with such characters escaped. Line feeds and tabs stay; the carriage return at a line's end is dropped. */
    public synchronized String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\r' && (i == text.length() || text.charAt(i) == '\n')) {
                continue;
            }
            boolean plain = point == '\n'
                    || point == '\t'
                    || VisibleText.isSafe(point) && encoder.canEncode(Character.toString(point));
            VisibleText.append(point, plain, shown);
        }
        return shown.toString();
    }
}
