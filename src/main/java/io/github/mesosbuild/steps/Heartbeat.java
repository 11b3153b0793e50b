package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Two files that exist while a step runs in a build tree, and remain if it is interrupted or fails. The time of one is
 * the start of the run, the time of the other its last sign of life. Both are times of the file system, so they can be
 * compared with those of other files on it.
 */
final class Heartbeat {
    private final Path begun;
    private final Path alive;

    /**
     * A run that was interrupted or failed.
     *
     * @param since the start of the first such run in this tree
     * @param lastSign the last sign of life
     */
    record CutOff(Instant since, Instant lastSign) {}

    /**
     * Creates the heartbeat in a directory; writes nothing yet.
     *
     * @param directory the directory of the two files
     */
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

    /** Marks the start of a run. The mark of an earlier, interrupted run stays. */
    void begin(Step step) throws IOException {
        PrivateFiles.createDirectories(begun.getParent());
        if (!Files.exists(begun)) {
            Files.writeString(begun, step.id() + "\n", StandardCharsets.UTF_8);
        }
        beat();
    }

    void beat() throws IOException {
        Files.writeString(alive, "\n", StandardCharsets.UTF_8);
    }

    /** Removes the marks, because the tree is consistent or gone. */
    void clear() throws IOException {
        Files.deleteIfExists(alive);
        Files.deleteIfExists(begun);
    }
}
