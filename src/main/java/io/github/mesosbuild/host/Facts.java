package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Version;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The versions on this machine that quirks and requirements refer to: the C++ compiler as {@code gcc}, {@code clang} or {@code
 * apple-clang}; the C library as {@code glibc} or {@code musl}; {@code make} (GNU make), {@code binutils}, {@code jdk}, {@code python},
 * {@code ccache} and {@code kernel}. Missing ones have no entry. An option of {@code configure} that the user turns on, such as {@code
 * --enable-ssl}, is a name too.
 *
 * @param versions the versions by name
 */
public record Facts(Map<String, Version> versions) {
    /** What an option that is turned on has in place of a version. */
    public static final Version CHOSEN = new Version("1");

    public Facts {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** Returns the version of a tool for a {@code Condition}; empty if the tool is missing. */
    public Optional<Version> versionOf(String tool) {
        return Optional.ofNullable(versions.get(tool));
    }

    /** Returns text for messages and fingerprints: {@code gcc 12.2.0, glibc 2.36, …}, always in the same order. */
    @Override
    public String toString() {
        return versions.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }
}
