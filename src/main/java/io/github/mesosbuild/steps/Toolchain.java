package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Version;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What of this machine decides the result of a build.
 *
 * @param versions the versions of its tools and libraries, for the conditions of quirks
 * @param identities what tells one build of a tool from another, by the tool's name: its version and its content
 * @param libraries the versions of the system's libraries that the release requires, by the requirement's name
 * @param environment the variables of the machine that every step inherits
 * @param javaHome the home of the selected JDK, which is no input: only programs that are built see it
 * @param java with what the Java bindings of the release are built; empty if they are not
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

    /** The version of a tool, if it is there. */
    public Optional<Version> versionOf(String tool) {
        return Optional.ofNullable(versions.get(tool));
    }
}
