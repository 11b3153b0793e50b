package io.github.mesosbuild.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that no later one of the same number can be taken for.
 *
 * @param pid its number
 * @param started when it was started, as the system tells it: on Linux the ticks since the boot, field 22 of {@code
 *     /proc/pid/stat} ({@code proc(5)}); elsewhere milliseconds since 1970
 * @param boot {@code /proc/sys/kernel/random/boot_id} of the system that it ran on ({@code random(4)}); empty where there is none
 */
public record ProcessIdentity(long pid, String started, String boot) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** What a process is doing. */
    public enum Condition {
        /** It runs. */
        RUNNING,
        /** It was stopped by a signal, and goes on when it is told to. */
        PAUSED,
        /** It is not there any more. */
        GONE
    }

    /** Of a process that is there now; empty if there is none of that number. */
    public static Optional<ProcessIdentity> of(long pid) {
        return startOf(pid).map(start -> new ProcessIdentity(pid, start, currentBoot()));
    }

    /** The boot of the system that runs now; empty where it has no name. */
    public static String currentBoot() {
        try {
            return ProcessTree.text(BOOT_ID).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether it is there, which a dead process that nobody has waited for is not. */
    public boolean isAlive() {
        return condition() != Condition.GONE;
    }

    /** What it is doing now. */
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

    /** Its handle, if it is there. */
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
