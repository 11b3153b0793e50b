package io.github.mesosbuild.bundle;

import io.github.mesosbuild.text.Redactor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes from texts what belongs to the machine of the build alone: its places, home directories, and secrets. */
final class MachineText {
    /** What replaces a home directory. */
    static final String HOME = "{home}";

    /** The home directory of root on Linux. */
    static final String HOME_OF_ROOT = "/root";

    private static final String AFTER = "(?![A-Za-z0-9._+-])";

    /** Home directories of Linux and macOS, also directly behind an option such as {@code -I}. */
    private static final Pattern HOMES = Pattern.compile("/(?:home|Users)/[^/\\s:;,\"'<>|&$()\\[\\]{}\\\\]+"
            + "|(?:(?<![A-Za-z0-9._/+-])|(?<=-[A-Za-z]))" + HOME_OF_ROOT + AFTER);

    /** U+FFFD. */
    private static final String REPLACEMENT = Character.toString(0xFFFD);

    private static final Pattern LONE_SURROGATES =
            Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    private final Map<String, String> places;
    private final Pattern pattern;

    /** @param places what to replace; a place in a home directory is also found where that was replaced before */
    MachineText(Map<String, String> places) {
        this.places = new HashMap<>();
        places.forEach((place, name) -> {
            this.places.put(place, name);
            this.places.put(neutral(place), name);
        });
        this.pattern = Pattern.compile(this.places.keySet().stream()
                .filter(place -> !place.isEmpty())
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(place -> (place.startsWith("/") ? "" : "(?<![A-Za-z0-9._+-])") + Pattern.quote(place) + AFTER)
                .reduce((a, b) -> a + "|" + b)
                // Matches nothing.
                .orElse("(?!)"));
    }

    /** Returns the text with each place replaced. */
    String replaced(String text) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(places.get(match.group())));
    }

    /** Returns the text without secrets and home directories. */
    static String neutral(String text) {
        return HOMES.matcher(Redactor.text(wellFormed(text))).replaceAll(Matcher.quoteReplacement(HOME));
    }

    /** Returns the text with U+FFFD in place of half a character, which no encoding can represent. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return LONE_SURROGATES.matcher(text).replaceAll(REPLACEMENT);
            }
        }
        return text;
    }
}
