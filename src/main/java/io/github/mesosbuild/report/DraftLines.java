package io.github.mesosbuild.report;

import io.github.mesosbuild.draft.Draft;
import io.github.mesosbuild.draft.DraftRequest;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.ShellWords;
import io.github.mesosbuild.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines about a drafted recipe. */
public final class DraftLines {
    private DraftLines() {}

    /** Returns what should be read twice: an archive that nothing proves, and what does not agree. */
    public static List<String> warnings(Draft draft) {
        List<String> lines = new ArrayList<>();
        if (draft.firstUse()) {
            lines.add("Nothing proves this archive. It is trusted on first download, and the recipe pins its SHA-256 "
                    + draft.sha256() + ". Compare it with a digest that the project publishes somewhere else.");
        }
        lines.addAll(draft.doubts());
        return lines;
    }

    /** Returns what was found, and what to do next. */
    public static List<String> lines(Draft draft, Path file) {
        List<String> lines = new ArrayList<>(draft.findings());
        lines.add(Quantities.capitalized(draft.release()) + ": " + VisibleText.of(draft.summary()));
        if (!draft.decisions().isEmpty()) {
            lines.add("To decide, marked 'Decide:' in the file: " + String.join("; ", draft.decisions()));
        }
        lines.add("Wrote " + file + ". Read it, then run 'mesos:build' with -Dmesos.recipe=" + ShellWords.quoted(file));
        return lines;
    }

    /** Returns what the goal would do. */
    public static String dryRun(DraftRequest request, Path file) {
        return "Dry run: nothing was fetched. Would fetch " + VisibleText.of(request.fileName()) + " from "
                + request.sources().stream().map(Source::toString).collect(Collectors.joining(", ")) + " and write "
                + file;
    }
}
