package io.github.mesosbuild.process;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a command ended.
 *
 * @param command what ran
 * @param end why it ended
 * @param exitCode its exit code; 128 plus the number of the signal if one killed it; -1 if it could not be ended
 * @param elapsed from its start until its whole tree was gone
 * @param logStart where its output starts in its log, in bytes: behind what says the command, and earlier commands
 * @param logBytes how many bytes it wrote to its log
 * @param survivorsEnded how many processes it left behind when it exited, and which were ended then; 0 for another end
 * @param unended the process ids that even a kill did not end, such as those of another user; nearly always empty
 */
public record Outcome(
        Command command,
        End end,
        int exitCode,
        Duration elapsed,
        long logStart,
        long logBytes,
        int survivorsEnded,
        List<Long> unended) {
    /** Why a command ended. */
    public enum End {
        /** By itself. */
        EXITED,
        /** It ran for longer than {@link Command#timeout()}. */
        TIMED_OUT,
        /** It wrote nothing for {@link Command#silentTimeout()}. */
        SILENT,
        /** This JVM is shutting down. */
        INTERRUPTED
    }

    /** Copies the list. */
    public Outcome {
        unended = List.copyOf(unended);
    }

    /** Whether it ended by itself with exit code 0. */
    public boolean succeeded() {
        return end == End.EXITED && exitCode == 0;
    }

    /** The signal that killed it, by the convention of shells: an exit code above 128 is 128 plus its number. */
    public OptionalInt signal() {
        return exitCode > 128 && exitCode <= 128 + 64 ? OptionalInt.of(exitCode - 128) : OptionalInt.empty();
    }
}
