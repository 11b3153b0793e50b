package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A clash between the release and some machines, with its fix.
 *
 * @param name a short, stable name for logs and fingerprints
 * @param when the affected machines
 * @param because what goes wrong without the fix
 * @param measured the systems that the fix was tested on; empty if none
 * @param derived the documentation that the fix is based on where it was not tested; empty if it was tested everywhere
 * @param configureArguments arguments added to {@code configure}, such as {@code --disable-java}
 * @param flags words added to variables such as {@code CXXFLAGS}, which are passed to {@code configure}
 * @param environment variables set for every step
 * @param edits changes to source files
 * @param excludedTests tests that cannot pass, as patterns of gtest's {@code --gtest_filter}
 * @param jdkLayout the JDK version whose directory layout the release expects; the build emulates it if the JDK has another layout
 * @param patch the patch that is the fix, if it is one
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
        OptionalInt jdkLayout,
        Optional<Patch> patch) {

    /** A quirk that is not a patch. */
    public Quirk(
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
        this(
                name,
                when,
                because,
                measured,
                derived,
                configureArguments,
                flags,
                environment,
                edits,
                excludedTests,
                jdkLayout,
                Optional.empty());
    }

    /** Returns the same quirk with another content of its patch. */
    public Quirk with(Patch content) {
        return new Quirk(
                name,
                when,
                because,
                measured,
                derived,
                configureArguments,
                flags,
                environment,
                edits,
                excludedTests,
                jdkLayout,
                Optional.of(content));
    }

    public Quirk {
        configureArguments = List.copyOf(configureArguments);
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
        edits = List.copyOf(edits);
        excludedTests = List.copyOf(excludedTests);
    }

    /** Returns whether the fix changes nothing but which tests are run. */
    public boolean concernsTestsOnly() {
        return !excludedTests.isEmpty()
                && configureArguments.isEmpty()
                && flags.isEmpty()
                && environment.isEmpty()
                && edits.isEmpty()
                && jdkLayout.isEmpty();
    }

    /**
     * A literal change to one source file.
     *
     * @param file the file's path, relative to the source tree
     * @param find the text to replace, which must occur exactly once
     * @param replace the replacement
     */
    public record Edit(String file, String find, String replace) {}
}
