package io.github.mesosbuild.process;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** A daemon that this JVM has started. */
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

    /** As what it was started. */
    public Command command() {
        return command;
    }

    /** Which process it is. */
    public ProcessIdentity identity() {
        return identity;
    }

    /** Where in its log its own output starts, in bytes. */
    public long logStart() {
        return logStart;
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Is completed when it ends. */
    public CompletableFuture<?> end() {
        return process.onExit();
    }

    /** Its exit status, 128 and the number of the signal if it was one that ended it; empty while it runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** How long it ran, or has run until now. */
    public Duration elapsed() {
        long until = process.isAlive() || ended == 0 ? nanoTime.getAsLong() : ended;
        return Duration.ofNanos(until - started);
    }
}
