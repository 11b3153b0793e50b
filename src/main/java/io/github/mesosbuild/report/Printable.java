package io.github.mesosbuild.report;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * Text as an output can show it: what moves a terminal's cursor, hides, or turns the direction of writing is escaped, and so is what the
 * output's encoding lacks, in the place of which a JVM prints a question mark.
 */
public final class Printable {
    private final CharsetEncoder encoder;

    /** @param output the encoding of the output */
    public Printable(Charset output) {
        this.encoder = output.newEncoder();
    }

    /** The text with the hexadecimal number of each code point that is escaped in braces, as regular expressions have it. Line feeds and tabs stay; a line's carriage return does not. */
    public synchronized String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\r' && (i == text.length() || text.charAt(i) == '\n')) {
                continue;
            }
            String character = Character.toString(point);
            if (point == '\n' || point == '\t' || isHarmless(point) && encoder.canEncode(character)) {
                shown.append(character);
            } else {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        }
        return shown.toString();
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
