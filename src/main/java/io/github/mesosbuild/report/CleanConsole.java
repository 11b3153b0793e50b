package io.github.mesosbuild.report;

import io.github.mesosbuild.pipeline.CleanResult;
import java.nio.file.Path;
import java.util.Optional;

/** Prints what 'mesos:clean' removed and kept. */
public final class CleanConsole {
    private final Console console;

    public CleanConsole(Console console) {
        this.console = console;
    }

    /** Prints what was removed from a work directory. */
    public void cleaned(CleanResult cleaned) {
        removed("work directory", cleaned.tree());
        cleaned.script().ifPresent(script -> console.say("Removed the environment script " + script));
        cleaned.otherScript()
                .ifPresent(script ->
                        console.say("Kept " + script + ": it does not belong to an installation of this release"));
    }

    /** Prints that a running cluster was kept when its work directory was cleaned. */
    public void keptCluster(Path directory) {
        console.say("Kept the cluster in " + directory + ": it is running; 'mesos:stop' stops it");
    }

    /** Prints which directory was removed; empty if there was none. */
    public void removed(String what, Optional<Path> directory) {
        console.say(directory.map(path -> "Removed the " + what + " " + path).orElse("No " + what + " to remove."));
    }
}
