package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Optional;

/**
 * Versions from one to another.
 *
 * @param from the first version; empty if there is none before
 * @param below the version after the last one; empty if there is none after
 */
public record VersionSpan(Optional<Version> from, Optional<Version> below) {
    private static final String FROM = ">=";
    private static final String BELOW = "<";

    /** Reads the keys {@code from} and {@code below} of a map. */
    public static VersionSpan of(ConfigNode place) {
        return new VersionSpan(
                place.get("from").as(Version::new), place.get("below").as(Version::new));
    }

    /**
     * Reads words such as {@code >=0.27.0} and {@code <1.3.0}.
     *
     * @throws IllegalArgumentException if a word has neither form
     */
    static VersionSpan of(List<String> words) {
        VersionSpan range = new VersionSpan(Optional.empty(), Optional.empty());
        for (String word : words) {
            if (word.startsWith(FROM)) {
                range = new VersionSpan(Optional.of(new Version(word.substring(FROM.length()))), range.below());
            } else if (word.startsWith(BELOW)) {
                range = new VersionSpan(range.from(), Optional.of(new Version(word.substring(BELOW.length()))));
            } else {
                throw new IllegalArgumentException("'" + word + "' is not of the form >=1.0.0 or <1.0.0");
            }
        }
        return range;
    }

    /** Returns whether a version is in the range. */
    public boolean contains(Version version) {
        return from.filter(first -> version.compareTo(first) < 0).isEmpty()
                && below.filter(limit -> version.compareTo(limit) >= 0).isEmpty();
    }
}
