package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Version;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The versions of what is on this machine, as far as quirks and requirements speak of them: the C++ compiler as
 * {@code gcc}, {@code clang} or {@code apple-clang}; the C library as {@code glibc} or {@code musl}; {@code make} (GNU
 * make), {@code binutils}, {@code jdk}, {@code python}, {@code ccache} and {@code kernel}. What is missing has no entry.
 *
 * @param versions by name
 */
public record Facts(Map<String, Version> versions) {
    public Facts {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** The version of a tool, or nothing if it is not there; what a {@code Condition} asks. */
    public Optional<Version> versionOf(String tool) {
        return Optional.ofNullable(versions.get(tool));
    }

    /** For people and fingerprints: {@code gcc 12.2.0, glibc 2.36, …}, always in the same order. */
    @Override
    public String toString() {
        return versions.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }
}
