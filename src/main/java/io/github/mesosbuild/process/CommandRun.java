package io.github.mesosbuild.process;

import io.github.mesosbuild.files.Sleeper;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One run of a command, from its start until all its processes have ended. */
final class CommandRun implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(400);
    private static final long POLL_MILLIS = 50;
    private static final int UNENDED = -1;

    private final Command command;
    private final Duration grace;
    private final LongSupplier nanoTime;
    private final long started;
    private final Optional<Watchdog> watchdog;
    private final Process process;
    private final ProcessTree tree;
    private final Thread hook;
    private volatile boolean shuttingDown;
    private boolean treeEnded;
    private Duration lastTick = Duration.ZERO;

    private CommandRun(
            Command command,
            Duration grace,
            LongSupplier nanoTime,
            Sleeper sleeper,
            String cookie,
            Optional<Watchdog> watchdog,
            Process process) {
        this.command = command;
        this.grace = grace;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.watchdog = watchdog;
        this.process = process;
        this.tree = new ProcessTree(cookie, nanoTime, sleeper);
        tree.include(process.toHandle());
        this.hook = new Thread(this::shutDown, "mesos-maven-plugin ends " + command.name());
    }

    /**
     * Starts the watchdog, then the command.
     *
     * @param attached whether the command uses this JVM's standard input and output instead of its log
     * @throws InterruptedException if this JVM is shutting down
     */
    static CommandRun start(
            Command command,
            List<String> argv,
            boolean attached,
            Duration grace,
            LongSupplier nanoTime,
            Sleeper sleeper)
            throws IOException, InterruptedException {
        ProcessTree.preload();
        String cookie = UUID.randomUUID().toString();
        Map<String, String> environment = new TreeMap<>(command.environment());
        environment.putAll(command.launch().environment());
        HiddenArguments hidden = HiddenArguments.of(argv, environment);
        List<String> launched = new ArrayList<>(command.launch().prefix());
        launched.addAll(hidden.argv());
        ProcessBuilder builder = new ProcessBuilder(launched);
        builder.directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(hidden.environment());
        builder.environment().put(ProcessTree.VARIABLE, cookie);
        if (attached) {
            builder.inheritIO();
        } else {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.redirectErrorStream(true);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        }
        Optional<Watchdog> watchdog =
                Watchdog.start(command.log(), command.environment().get("PATH"), cookie, grace);
        Process process;
        try {
            process = builder.start();
        } catch (IOException | RuntimeException e) {
            watchdog.ifPresent(Watchdog::dismiss);
            throw e;
        }
        CommandRun run = new CommandRun(command, grace, nanoTime, sleeper, cookie, watchdog, process);
        try {
            Runtime.getRuntime().addShutdownHook(run.hook);
        } catch (IllegalStateException shuttingDown) {
            run.shutDown();
            throw new InterruptedException("The JVM is shutting down.");
        }
        return run;
    }

    /**
     * Waits until the command exits, ends its remaining processes, and passes on the rest of its output.
     *
     * @throws InterruptedException if the thread was interrupted; all processes of the command have been ended
     */
    Outcome follow(LogTail tail, OutputListener listener) throws IOException, InterruptedException {
        long outputStart = tail.position();
        Outcome.End end = watch(tail, listener);
        ProcessTree.Ended ended = tree.end(grace);
        treeEnded = true;
        boolean interrupted = Thread.interrupted() || end == Outcome.End.INTERRUPTED;
        while (tail.read() > 0) {
            tick(listener);
        }
        long logBytes = tail.position() - outputStart;
        boolean lineIsOpen = tail.finish();
        Outcome outcome = new Outcome(
                command,
                shuttingDown ? Outcome.End.INTERRUPTED : end,
                ended.unended().contains(process.pid())
                        ? UNENDED
                        : process.onExit().join().exitValue(),
                elapsed(),
                outputStart,
                logBytes,
                end == Outcome.End.EXITED ? ended.signalled() : 0,
                ended.unended());
        RunLog.end(outcome, lineIsOpen);
        if (Thread.interrupted() || interrupted) {
            throw new InterruptedException("The command " + command.name() + " was interrupted.");
        }
        return outcome;
    }

    /** Waits until an attached command exits. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    private Outcome.End watch(LogTail tail, OutputListener listener) throws IOException {
        long poll = POLL_MILLIS;
        Duration lastOutput = Duration.ZERO;
        while (true) {
            try {
                if (process.waitFor(poll, TimeUnit.MILLISECONDS)) {
                    return Outcome.End.EXITED;
                }
                if (Thread.interrupted()) {
                    return Outcome.End.INTERRUPTED;
                }
            } catch (InterruptedException e) {
                return Outcome.End.INTERRUPTED;
            }
            int read = tail.read();
            Duration elapsed = elapsed();
            if (read > 0) {
                lastOutput = elapsed;
            }
            poll = read < LogTail.CHUNK ? POLL_MILLIS : 0;
            if (tick(listener)) {
                listener.processes(tree.look());
            }
            if (isOver(elapsed, command.timeout())) {
                return Outcome.End.TIMED_OUT;
            }
            if (isOver(elapsed.minus(lastOutput), command.silentTimeout())) {
                return Outcome.End.SILENT;
            }
        }
    }

    private static boolean isOver(Duration time, Duration limit) {
        return !limit.isZero() && time.compareTo(limit) >= 0;
    }

    private boolean tick(OutputListener listener) {
        Duration elapsed = elapsed();
        if (elapsed.minus(lastTick).compareTo(TICK) < 0) {
            return false;
        }
        lastTick = elapsed;
        listener.tick(elapsed);
        return true;
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - started);
    }

    /** Runs in the shutdown hook, where no more classes can be loaded. */
    private void shutDown() {
        shuttingDown = true;
        tree.end(grace);
        watchdog.ifPresent(Watchdog::dismiss);
    }

    /** Ends all processes, unless {@link #follow} already did. */
    @Override
    public void close() {
        if (!treeEnded) {
            tree.end(grace);
        }
        watchdog.ifPresent(Watchdog::dismiss);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running and finds nothing left to end.
        }
    }
}
