package io.github.mesosbuild.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Identifies a process even after its ID has been reused.
 *
 * @param pid the process ID
 * @param started the start time: on Linux in ticks since boot, field 22 of {@code /proc/pid/stat} (proc(5)); elsewhere in milliseconds
 *     since 1970
 * @param boot {@code /proc/sys/kernel/random/boot_id} of the system on which the process was started (random(4)); empty without it
 */
public record ProcessIdentity(long pid, String started, String boot) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** The state of a process. */
    public enum Condition {
        /** The process is running. */
        RUNNING,
        /** The process was stopped by a signal and can be resumed. */
        PAUSED,
        /** The process has exited. */
        GONE
    }

    /** Returns the identity of a running process; empty if no process has that ID. */
    public static Optional<ProcessIdentity> of(long pid) {
        return startOf(pid).map(start -> new ProcessIdentity(pid, start, currentBoot()));
    }

    /** Returns the current boot ID; empty if the system has none. */
    public static String currentBoot() {
        try {
            return ProcessTree.text(BOOT_ID).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns whether the process is alive. A zombie is not. */
    public boolean isAlive() {
        return condition() != Condition.GONE;
    }

    /** Returns the current state. */
    public Condition condition() {
        if (!boot.equals(currentBoot()) || !startOf(pid).equals(Optional.of(started))) {
            return Condition.GONE;
        }
        return switch (ProcessTree.stat(pid, 3)) {
            case "Z", "X", "x" -> Condition.GONE;
            case "T", "t" -> Condition.PAUSED;
            default -> Condition.RUNNING;
        };
    }

    /**
     * Returns whether the process is alive, belongs to this user and has these variables in its environment. A file can name any process,
     * but only the one that was started has the mark. Without {@code /proc}, only the start time is compared.
     */
    public boolean carries(Map<String, String> variables) {
        boolean carries = !ProcessTree.hasProc()
                || ProcessTree.carries(
                        pid,
                        variables.entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue())
                                .toList());
        return carries && isAlive();
    }

    /** Returns an identity with the same process ID that no process has. */
    public ProcessIdentity ended() {
        return new ProcessIdentity(pid, "", boot);
    }

    /** Returns a handle, if the process is alive. */
    Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }

    private static Optional<String> startOf(long pid) {
        if (ProcessTree.hasProc()) {
            return Optional.of(ProcessTree.stat(pid, 22)).filter(start -> !start.isEmpty());
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(instant -> String.valueOf(instant.toEpochMilli()));
    }
}
