package io.github.mesosbuild.release;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats of archives that the plugin cannot unpack. They are refused before anything is fetched. */
public final class OtherFormats {
    private static final Map<String, String> BY_SUFFIX = Map.of(
            ".lz", "lzip",
            ".tlz", "lzip",
            ".lzma", "lzma",
            ".z", "the format of compress",
            ".taz", "the format of compress",
            ".zip", "ZIP",
            ".7z", "7z",
            ".rar", "RAR");

    private OtherFormats() {}

    /** Returns the name of the format that a file's suffix stands for; empty if it is not one of these. */
    public static Optional<String> of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return BY_SUFFIX.entrySet().stream()
                .filter(format -> name.endsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns a regular expression of all suffixes in either case, without a group. JSON Schema has no flag for that. */
    static String pattern() {
        return BY_SUFFIX.keySet().stream()
                .sorted()
                .map(suffix -> suffix.chars().mapToObj(OtherFormats::anyCase).collect(Collectors.joining()))
                .collect(Collectors.joining("|"));
    }

    private static String anyCase(int letter) {
        String text = Character.toString(letter);
        return Character.isLetter(letter)
                ? "[" + text + text.toUpperCase(Locale.ROOT) + "]"
                : letter == '.' ? "\\." : text;
    }
}
