package io.github.mesosbuild.process;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** A daemon started by this JVM. */
public final class Daemon {
    private final Command command;
    private final Process process;
    private final long logStart;
    private final LongSupplier nanoTime;
    private final long started;
    private final ProcessIdentity identity;
    private volatile long ended;

    Daemon(Command command, Process process, long logStart, LongSupplier nanoTime) {
        this.command = command;
        this.process = process;
        this.logStart = logStart;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.identity = ProcessIdentity.of(process.pid())
                .orElseGet(() -> new ProcessIdentity(process.pid(), "", ProcessIdentity.currentBoot()));
        process.onExit().thenRun(() -> ended = nanoTime.getAsLong());
    }

    /** Returns the command that started the daemon. */
    public Command command() {
        return command;
    }

    /** Returns the identity of the daemon's process. */
    public ProcessIdentity identity() {
        return identity;
    }

    /** Returns the offset of the daemon's output in its log, in bytes. */
    public long logStart() {
        return logStart;
    }

    /** Returns whether the daemon is running. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns a future that completes when the daemon exits. */
    public CompletableFuture<?> end() {
        return process.onExit();
    }

    /** Returns the exit status, or 128 plus the signal's number if a signal terminated the daemon; empty while it runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Returns how long the daemon ran, or has run so far. */
    public Duration elapsed() {
        long until = process.isAlive() || ended == 0 ? nanoTime.getAsLong() : ended;
        return Duration.ofNanos(until - started);
    }
}
