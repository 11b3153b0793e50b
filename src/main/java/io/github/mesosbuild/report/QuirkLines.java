package io.github.mesosbuild.report;

import io.github.mesosbuild.release.Quirk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a build says about the quirks that affect this machine. */
final class QuirkLines {
    private static final int FEW = 4;

    private QuirkLines() {}

    /** Returns a line for each quirk. Many quirks are one line, which would otherwise hide what happens; patches are the user's own. */
    static List<String> applied(List<Quirk> quirks) {
        List<Quirk> known =
                quirks.stream().filter(quirk -> quirk.patch().isEmpty()).toList();
        if (known.size() <= FEW) {
            return quirks.stream().map(QuirkLines::applied).toList();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Applying " + known.size()
                + " quirks, which adapt the release to this machine ('mesos:explain' prints why): " + names(known));
        quirks.stream()
                .filter(quirk -> quirk.patch().isPresent())
                .map(QuirkLines::applied)
                .forEach(lines::add);
        return lines;
    }

    private static String names(List<Quirk> quirks) {
        return quirks.stream().map(Quirk::name).collect(Collectors.joining(", "));
    }

    static String applied(Quirk quirk) {
        boolean untested = quirk.measured().isEmpty() && !quirk.derived().isEmpty();
        return (quirk.patch().isPresent() ? "Patch " : "Quirk ") + quirk.name() + ": " + quirk.because()
                + (untested ? " (based on " + quirk.derived() + "; not tested)" : "");
    }

    static String leftOut(List<Quirk> quirks) {
        return "Leaving out tests that cannot pass here. The reasons are in the report, by quirk: " + names(quirks);
    }
}
