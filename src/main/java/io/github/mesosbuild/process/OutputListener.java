package io.github.mesosbuild.process;

import java.time.Duration;
import java.util.Collection;

/**
 * Hears a command while it runs, in the thread that runs it. A slow listener delays what it hears and the time-outs, never
 * the command. If it throws, the command's tree is ended.
 */
@FunctionalInterface
public interface OutputListener {
    /** Hears nothing. */
    OutputListener NONE = line -> {};

    /**
     * A line of output, without its end; bytes that are not UTF-8 are replaced. A line of more than 64 KiB comes in pieces.
     */
    void line(String line);

    /**
     * Time passes: at least every half second from the start to the exit of the command.
     *
     * @param elapsed since the command was started
     */
    default void tick(Duration elapsed) {}

    /**
     * The command and what descends from it, as seen after a tick.
     *
     * @param pids process ids; any of them may have ended by now
     */
    default void processes(Collection<Long> pids) {}
}
