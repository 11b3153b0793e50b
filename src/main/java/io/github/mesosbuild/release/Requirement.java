package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that the machine must have to build the release.
 *
 * @param name its name in messages, such as {@code libcurl}
 * @param because what the release needs it for, as a sentence
 * @param probe how to find it
 * @param when the machines that need it
 * @param packages the packages that provide it, by distribution family: {@code debian}, {@code rhel}, {@code alpine},
 *     {@code suse}, {@code arch}, {@code homebrew}
 */
public record Requirement(
        String name, String because, Probe probe, Condition when, Map<String, List<String>> packages) {

    public Requirement {
        packages = Map.copyOf(packages);
    }

    /** A way to find out whether the machine meets a requirement. */
    public sealed interface Probe {}

    /**
     * A program on the PATH, or the command in an environment variable such as {@code CXX}.
     *
     * @param tool the tool's name: {@code c++}, {@code cc}, {@code make}, {@code jdk}, or a program's name
     * @param minimum the oldest supported versions by implementation: {@code gcc}, {@code clang}, or the tool's name; empty if unknown
     * @param newest the newest versions that build the unchanged release, by implementation; newer ones need a quirk
     */
    public record Tool(String tool, Map<String, Version> minimum, Map<String, Version> newest) implements Probe {
        public Tool {
            minimum = Map.copyOf(minimum);
            newest = Map.copyOf(newest);
        }
    }

    /**
     * A test program that must compile and link, as in the release's own {@code configure}.
     *
     * @param language the program's language
     * @param source the program's source text
     * @param flags compiler arguments, such as {@code -I/usr/include/apr-1}
     * @param libraries linker arguments, such as {@code -lcurl}
     * @param run whether the program must also exit with status 0
     * @param version the source text of a program that prints the library's version, if there is one
     */
    public record Program(
            Language language,
            String source,
            List<String> flags,
            List<String> libraries,
            boolean run,
            Optional<String> version)
            implements Probe {
        public Program {
            flags = List.copyOf(flags);
            libraries = List.copyOf(libraries);
        }
    }

    /** The language of a test program. */
    public enum Language {
        C,
        CXX
    }
}
