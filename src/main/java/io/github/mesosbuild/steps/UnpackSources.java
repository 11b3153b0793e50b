package io.github.mesosbuild.steps;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.UnpackListener;
import io.github.mesosbuild.text.ShellWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Unpacks the archive and applies the edits of the quirks to the sources. */
record UnpackSources(BuildPlan plan, Path archive, Path source) implements Action {
    @Override
    public void run(StepRunner runner) throws UnpackException, InterruptedException {
        runner.listener()
                .curing(plan.quirks().stream()
                        .filter(quirk -> !quirk.concernsTestsOnly())
                        .toList());
        runner.unpacker()
                .unpack(
                        archive,
                        plan.archive(),
                        source,
                        plan.release().source().directory(),
                        directory -> SourceEdits.apply(plan.quirks(), directory),
                        UnpackListener.SILENT);
    }

    @Override
    public List<String> lines() {
        Path top = Path.of(plan.release().source().directory()).normalize();
        int depth = top.toString().isEmpty() ? 0 : top.getNameCount();
        String place = ShellWords.quoted(source);
        List<String> lines = new ArrayList<>();
        lines.add("mkdir -p " + place);
        lines.add("tar -xf " + ShellWords.quoted(archive) + " -C " + place + " --strip-components=" + depth);
        lines.addAll(SourceEdits.lines(plan.quirks(), source));
        return lines;
    }
}
