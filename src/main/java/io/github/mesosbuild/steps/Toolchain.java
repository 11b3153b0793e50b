package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Version;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of this machine that decide the result of a build.
 *
 * @param versions the versions of its tools and libraries, for the conditions of quirks
 * @param identities the version and the content of each tool, by its name
 * @param libraries the versions of the system's libraries that the release requires, by the requirement's name
 * @param environment the variables of this machine that every step inherits
 * @param javaHome the home of the selected JDK; not an input, because only the built programs see it
 * @param java the tools that build the Java bindings; empty if they are not built
 */
public record Toolchain(
        Map<String, Version> versions,
        Map<String, String> identities,
        Map<String, String> libraries,
        Map<String, String> environment,
        Path javaHome,
        Optional<JavaTools> java) {

    public Toolchain {
        versions = Map.copyOf(versions);
        identities = Map.copyOf(identities);
        libraries = Map.copyOf(libraries);
        environment = Map.copyOf(environment);
    }

    /** Returns the version of a tool, if it is installed. */
    public Optional<Version> versionOf(String tool) {
        return Optional.ofNullable(versions.get(tool));
    }
}
