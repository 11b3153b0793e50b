package io.github.mesosbuild.testing;

import java.util.regex.Pattern;

/** The patterns of googletest: {@code *} is any text, {@code ?} one character. */
final class Wildcards {
    private Wildcards() {}

    static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.matches(regex.toString(), text);
    }
}
