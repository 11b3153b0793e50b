package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One thing in which the release and today's machines do not fit together, and its cure.
 *
 * @param name a short name that stays the same, for logs and fingerprints
 * @param when the machines on which it shows
 * @param because one sentence: what goes wrong without the cure
 * @param measured where the cure was seen to work; empty if it nowhere was
 * @param derived from which documentation the cure was derived for the machines on which it was not measured; empty if it
 *     was measured on all
 * @param configureArguments arguments added to {@code configure}, such as {@code --disable-java}
 * @param flags words added to a variable such as {@code CXXFLAGS}, which is then given to {@code configure}
 * @param environment variables set for every step
 * @param edits changes of the sources
 * @param excludedTests tests that cannot pass, in the pattern language of gtest's {@code --gtest_filter}
 * @param jdkLayout the version of the JDK in whose layout the release looks for things, if the JDK that is there has another one
 */
public record Quirk(
        String name,
        Condition when,
        String because,
        String measured,
        String derived,
        List<String> configureArguments,
        Map<String, List<String>> flags,
        Map<String, String> environment,
        List<Edit> edits,
        List<String> excludedTests,
        OptionalInt jdkLayout) {

    public Quirk {
        configureArguments = List.copyOf(configureArguments);
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
        edits = List.copyOf(edits);
        excludedTests = List.copyOf(excludedTests);
    }

    /**
     * One literal change of one source file.
     *
     * @param file its path below the top of the source tree
     * @param find a text that stands in it exactly once
     * @param replace what stands there afterwards
     */
    public record Edit(String file, String find, String replace) {}
}
