package io.github.mesosbuild.report;

import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.pipeline.DryRunResult;
import io.github.mesosbuild.pipeline.Explanation;
import io.github.mesosbuild.steps.StepInputs;
import io.github.mesosbuild.steps.StepState;
import io.github.mesosbuild.text.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Explains what a build would do, and why. */
final class Explanations {
    private static final int LONGEST = 240;

    private Explanations() {}

    static List<String> lines(String release, Explanation explanation) {
        List<String> lines = new ArrayList<>();
        explanation.bundles().forEach(line -> lines.add("Bundles: " + line));
        boolean installed = explanation.installation().isPresent();
        if (explanation.archive().isPresent()) {
            lines.add("Fetch would not run: " + explanation.archive().get() + " is verified.");
        } else if (!installed) {
            lines.add("Fetch would run: the cache has no verified archive of " + release
                    + ". All later steps depend on it.");
        }
        explanation
                .installation()
                .ifPresent(installation -> lines.add(
                        "No step would run: " + release + " is already installed in " + installation.prefix() + "."));
        for (StepState state : explanation.steps()) {
            lines.add(Quantities.capitalized(state.step().id())
                    + (state.runs() ? " would run: it " : " would not run: it ")
                    + state.why().sentence() + ".");
            state.changes().forEach(change -> lines.add("    " + sentence(change)));
            Integer most = explanation.limits().get(state.step());
            if (most != null && state.runs()) {
                lines.add("    " + StepLines.limitedJobs(state.step(), most));
            }
        }
        explanation.quirks().stream().map(QuirkLines::applied).forEach(lines::add);
        return lines;
    }

    /** Returns what a fetch would do. */
    static List<String> fetch(DryRunResult.Fetch fetch) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Would fetch " + fetch.fileName() + " from "
                + fetch.sources().stream().map(Source::toString).collect(Collectors.joining(", or from "))
                + ", and verify it.");
        if (!fetch.pinned()) {
            sentences.add(
                    "Its SHA-256 is not pinned. Without mesos.installDirectory, the directories of the archive and of the"
                            + " installation are not known before the fetch.");
        }
        return sentences;
    }

    /** Returns an input that changed, with its old and new value. */
    static String sentence(StepInputs.Change change) {
        return change.input() + ": "
                + change.before().map(Explanations::shortened).orElse("(none)") + " -> "
                + change.now().map(Explanations::shortened).orElse("(none)");
    }

    private static String shortened(String value) {
        String line = value.replace("\n", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
