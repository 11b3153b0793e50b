package io.github.mesosbuild.process;

import java.time.Duration;
import java.util.Collection;

/**
 * Receives the output of a running command, in the thread that runs it. A slow listener delays its own calls and the timeouts, but
 * never the command. If it throws, all processes of the command are terminated.
 */
@FunctionalInterface
public interface OutputListener {
    /** A listener that ignores all output. */
    OutputListener NONE = line -> {};

    /**
     * Called for each line of output, without its line feed. Invalid UTF-8 is replaced. A line over 64 KiB arrives in pieces.
     */
    void line(String line);

    /**
     * Called at least every half second while the command runs.
     *
     * @param elapsed the time since the command was started
     */
    default void tick(Duration elapsed) {}

    /**
     * Called about twenty times a second while the command runs.
     *
     * @param root the ID of a process whose descendants are the command's processes; itself is one, or only waits for them
     */
    default void poll(long root) {}

    /**
     * Called after a tick with the command's processes.
     *
     * @param pids process IDs; some processes may have exited already
     */
    default void processes(Collection<Long> pids) {}
}
