package io.github.mesosbuild.bundle;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;

/** The name of an installation's directory in a text. */
final class PrefixText {
    private PrefixText() {}

    /**
     * Replaces the name of the directory. Where it is only the beginning of another name it stays, such as {@code /opt/mesos} in {@code
     * /opt/mesos-old}, and in names of files that are in the directory but do not belong to the installation.
     *
     * @param own whether a path in the directory belongs to the installation
     */
    static String replaced(String text, Path prefix, String replacement, Predicate<Path> own) {
        String name = prefix.toString();
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, from)) {
            int end = at + name.length();
            result.append(text, from, at).append(isName(text, end, prefix, own) ? replacement : name);
            from = end;
        }
        return result.append(text, from, text.length()).toString();
    }

    private static boolean isName(String text, int end, Path prefix, Predicate<Path> own) {
        if (end == text.length() || text.charAt(end) != '/') {
            return !continues(text, end);
        }
        int stop = end;
        while (stop < text.length() && (isPart(text.charAt(stop)) || text.charAt(stop) == '/')) {
            stop++;
        }
        try {
            Path path = prefix.relativize(
                    Path.of(prefix + text.substring(end, stop)).normalize());
            return own.test(path) || !Files.exists(prefix.resolve(path), LinkOption.NOFOLLOW_LINKS);
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }

    /** Returns whether the name of a file continues; a period can also end a sentence. */
    private static boolean continues(String text, int end) {
        return end < text.length()
                && isPart(text.charAt(end))
                && (text.charAt(end) != '.' || end + 1 < text.length() && isPart(text.charAt(end + 1)));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '+' || c == '@';
    }
}
