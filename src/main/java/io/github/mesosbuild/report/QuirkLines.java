package io.github.mesosbuild.report;

import io.github.mesosbuild.release.Quirk;
import java.util.List;
import java.util.stream.Collectors;

/** What a build says about the quirks that affect this machine. */
final class QuirkLines {
    private QuirkLines() {}

    static String applied(Quirk quirk) {
        boolean untested = quirk.measured().isEmpty() && !quirk.derived().isEmpty();
        return (quirk.patch().isPresent() ? "Patch " : "Quirk ") + quirk.name() + ": " + quirk.because()
                + (untested ? " (based on " + quirk.derived() + "; not tested)" : "");
    }

    static String leftOut(List<Quirk> quirks) {
        return "Leaving out tests that cannot pass here. The reasons are in the report, by quirk: "
                + quirks.stream().map(Quirk::name).collect(Collectors.joining(", "));
    }
}
