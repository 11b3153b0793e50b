package io.github.mesosbuild.report;

import io.github.mesosbuild.pipeline.JdkReport;
import io.github.mesosbuild.text.Quantities;
import java.util.Optional;

/** Sentences about the JDK of a build, and about Java bindings that are left out. */
final class JdkSentences {
    private JdkSentences() {}

    static String selected(JdkReport report) {
        return "JDK: " + report.selected().home() + ", "
                + report.found().version().map(version -> "version " + version).orElse("version unknown") + ", "
                + report.selected().origin().label();
    }

    /** Returns that bindings are left out on request. */
    static Optional<String> notWanted(String release, JdkReport report) {
        return report.hasBindings() && !report.wanted()
                ? Optional.of(leftOut(release) + "mesos.java is false.")
                : Optional.empty();
    }

    /** Returns that the JDK is not complete, and what to do. */
    static Optional<String> incomplete(String release, JdkReport report) {
        return report.hasBindings() && report.wanted() && !report.found().complete()
                ? Optional.of(leftOut(release) + report.selected().home() + " has "
                        + String.join(", ", report.found().lacking())
                        + ". To build them, set -Dmesos.javaHome=DIR to a complete JDK; -Dmesos.java=true turns this warning into"
                        + " an error.")
                : Optional.empty();
    }

    static String builtWithout(String release, String why) {
        return Quantities.capitalized(release) + " is built without its Java bindings because " + why
                + ". To build them, set -Dmesos.javaHome=DIR to a complete JDK. -Dmesos.java=true turns this warning into an"
                + " error; -Dmesos.java=false silences it.";
    }

    private static String leftOut(String release) {
        return Quantities.capitalized(release) + " will be built without its Java bindings because ";
    }
}
