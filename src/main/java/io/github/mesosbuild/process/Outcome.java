package io.github.mesosbuild.process;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * The result of a command.
 *
 * @param command the command
 * @param end why the command ended
 * @param exitCode the exit status; 128 plus the signal's number if a signal terminated the command; -1 if it could not be terminated
 * @param elapsed the time from the start until all processes of the command had ended
 * @param logStart the offset of the command's output in its log, in bytes: after the header and the output of earlier commands
 * @param logBytes the size of the command's output in bytes
 * @param survivorsEnded how many processes were still running when the command exited, and were terminated then; 0 unless it exited
 * @param unended the IDs of processes that even KILL did not terminate, such as those of another user; almost always empty
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
    /** The reasons why a command ended. */
    public enum End {
        /** The command exited. */
        EXITED,
        /** The command exceeded {@link Command#timeout()}. */
        TIMED_OUT,
        /** The command printed nothing for {@link Command#silentTimeout()}. */
        SILENT,
        /** This JVM is shutting down. */
        INTERRUPTED
    }

    /** Copies the list. */
    public Outcome {
        unended = List.copyOf(unended);
    }

    /** Returns whether the command exited with status 0. */
    public boolean succeeded() {
        return end == End.EXITED && exitCode == 0;
    }

    /** Returns the signal that ended the command; as in a shell, its exit status is then 128 plus the signal's number. */
    public OptionalInt signal() {
        return exitCode > 128 && exitCode <= 128 + 64 ? OptionalInt.of(exitCode - 128) : OptionalInt.empty();
    }
}
