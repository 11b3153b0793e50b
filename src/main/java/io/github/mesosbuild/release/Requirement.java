package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that must be on the machine before the release can be built.
 *
 * @param name what it is called in messages, such as {@code libcurl}
 * @param because one sentence: what the release needs it for
 * @param probe how to find out
 * @param when the machines on which it is needed at all; always if empty
 * @param packages the packages that give it, by family of distributions: {@code debian}, {@code rhel}, {@code alpine},
 *     {@code suse}, {@code arch}, {@code homebrew}
 */
public record Requirement(
        String name, String because, Probe probe, Condition when, Map<String, List<String>> packages) {

    public Requirement {
        packages = Map.copyOf(packages);
    }

    /** How to find out whether a requirement is there. */
    public sealed interface Probe {}

    /**
     * A program on the PATH (or the command that an environment variable names), with the versions that will do.
     *
     * @param tool the name under which the host knows it: {@code c++}, {@code cc}, {@code make}, {@code jdk}, or a
     *     program's own name
     * @param minimum the oldest version that will do, by the name of the implementation ({@code gcc}, {@code clang}, or
     *     the tool's own); none known if empty
     * @param newest the newest version that the release builds with as it is, likewise; what is newer needs a quirk
     */
    public record Tool(String tool, Map<String, Version> minimum, Map<String, Version> newest) implements Probe {
        public Tool {
            minimum = Map.copyOf(minimum);
            newest = Map.copyOf(newest);
        }
    }

    /**
     * A source text that must compile and link, and run if asked, as the release's own {@code configure} tests it.
     *
     * @param language which compiler
     * @param source the whole program
     * @param flags arguments for the compiler, such as {@code -I/usr/include/apr-1}
     * @param libraries arguments for the linker, such as {@code -lcurl}
     * @param run whether the program must also end with 0
     * @param version a program text that prints the library's version, if it can be had
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

    /** The languages that a probe can be written in. */
    public enum Language {
        C,
        CXX
    }
}
