package io.github.mesosbuild.text;

/**
 * Text from outside, such as a file's name or a server's answer, made safe to print: characters that move a terminal's cursor, hide
 * text or change the writing direction are replaced by their code point in braces, as in regular expressions.
 */
public final class VisibleText {
    private static final int LONGEST = 240;

    private VisibleText() {}

    /** Returns the text with every unsafe character escaped, line feeds and tabs included, and cut if it is long. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * Returns the text as {@link #of(String)} does.
     *
     * @param longest the number of characters after which it is cut
     */
    public static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            if (shown.length() >= longest) {
                return shown.append("...").toString();
            }
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            append(point, isSafe(point), shown);
        }
        return shown.toString();
    }

    static void append(int point, boolean plain, StringBuilder to) {
        if (plain) {
            to.appendCodePoint(point);
        } else {
            to.append("\\u{").append(Integer.toHexString(point)).append('}');
        }
    }

    /** Returns whether a character shows as itself, by its general category (Unicode Standard, 4.5). */
    public static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns whether a text contains an unsafe character. */
    public static boolean hasUnsafe(String text) {
        return text.codePoints().anyMatch(point -> !isSafe(point));
    }
}
