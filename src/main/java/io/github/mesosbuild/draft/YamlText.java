package io.github.mesosbuild.draft;

import io.github.mesosbuild.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values and comments of a YAML file. No text from outside can end one early, or look like something else to a reader. */
final class YamlText {
    private static final int WIDTH = 120;
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._+/ -]*[A-Za-z0-9+.])?|(?:\\.|--?)[A-Za-z][A-Za-z0-9._+/=-]*");

    /** What YAML 1.1, which editors still read, does not take for a text or a number (yaml.org/type). */
    private static final Pattern SPECIAL =
            Pattern.compile("(?i)\\.inf|\\.nan|null|true|false|yes|no|on|off|y|n|\\d{4}-\\d\\d?-\\d\\d?.*|0x.*|0o.*");

    private YamlText() {}

    /** Returns a value: as it is, or in double quotes with escapes (YAML 1.2.2, 5.7). */
    static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (VisibleText.isSafe(point)) {
                quoted.appendCodePoint(point);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", point));
            }
        });
        return quoted.append('"').toString();
    }

    /** Returns a list on one line. */
    static String list(List<String> texts) {
        return texts.stream().map(YamlText::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Returns the lines of a comment. Unsafe characters are shown as their code points. */
    static List<String> comment(String indent, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : visible(text).split(" ")) {
            if (!line.isEmpty() && indent.length() + 3 + line.length() + word.length() > WIDTH) {
                lines.add(indent + "# " + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(indent + "# " + line);
        return lines;
    }

    /** Returns the text with every unsafe character escaped, however long it is. */
    static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(point -> shown.append(
                        VisibleText.isSafe(point)
                                ? Character.toString(point)
                                : VisibleText.of(Character.toString(point))));
        return shown.toString();
    }
}
