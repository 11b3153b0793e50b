package io.github.mesosbuild.steps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Two files that are there while something runs in a build tree, and after it if it did not end well: one is as old as the run, the
 * other as young as its last sign of life. Both times are the file system's own, and so can be compared with those of other files
 * on it.
 */
final class Heartbeat {
    private final Path begun;
    private final Path alive;

    /** A run that did not end well: when it, or the first such run in this tree, began, and when it was last known to live. */
    record CutOff(Instant since, Instant lastSign) {}

    /** @param directory where the files are */
    Heartbeat(Path directory) {
        this.begun = directory.resolve("running");
        this.alive = directory.resolve("alive");
    }

    Optional<CutOff> cutOff() throws IOException {
        if (!Files.exists(begun) || !Files.exists(alive)) {
            return Optional.empty();
        }
        return Optional.of(new CutOff(
                Files.getLastModifiedTime(begun).toInstant(),
                Files.getLastModifiedTime(alive).toInstant()));
    }

    /** Marks the begin of a run; that of an earlier one that was cut off stays. */
    void begin(Step step) throws IOException {
        Files.createDirectories(begun.getParent());
        if (!Files.exists(begun)) {
            Files.writeString(begun, step.id() + "\n", StandardCharsets.UTF_8);
        }
        beat();
    }

    void beat() throws IOException {
        Files.writeString(alive, "\n", StandardCharsets.UTF_8);
    }

    /** The tree is as its last run meant it to be, or gone. */
    void clear() throws IOException {
        Files.deleteIfExists(alive);
        Files.deleteIfExists(begun);
    }
}
