package io.github.mesosbuild.process;

import io.github.mesosbuild.files.Sleeper;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One run of a command, from its start until all its processes have ended. */
final class CommandRun implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(400);
    private static final long POLL_MILLIS = 50;
    private static final int UNENDED = -1;

    /** How long a reaper needs to end after the last process, even on a busy machine; without it nothing is wrong, only slower. */
    private static final Duration REAPING = Duration.ofMillis(50);

    private final Command command;
    private final Duration grace;
    private final LongSupplier nanoTime;
    private final long started;
    private final Optional<Watchdog> watchdog;
    private final Process process;
    private final Optional<Reaper> reaper;
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
            Process process,
            Optional<Reaper> reaper) {
        this.command = command;
        this.grace = grace;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.watchdog = watchdog;
        this.process = process;
        this.reaper = reaper;
        this.tree = new ProcessTree(cookie, nanoTime, sleeper);
        if (reaper.isPresent()) {
            tree.includeDescendants(process.toHandle());
        } else {
            tree.include(process.toHandle());
        }
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
        // An interactive shell is the user's own, and needs the terminal as its standard error.
        boolean reaps = !attached && Reaper.available();
        OptionalLong openFiles = OpenFileLimit.original();
        ProcessBuilder builder =
                new ProcessBuilder(reaps ? Reaper.launching(launched, openFiles) : withLimit(launched, openFiles));
        builder.directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(hidden.environment());
        builder.environment().put(ProcessTree.VARIABLE, cookie);
        if (reaps) {
            builder.environment().put(Reaper.VARIABLE, "1");
        }
        if (attached) {
            builder.inheritIO();
        } else {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.redirectErrorStream(!reaps);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        }
        Optional<Watchdog> watchdog =
                Watchdog.start(command.log(), command.environment().get("PATH"), cookie, grace);
        Process process;
        Optional<Reaper> reaper;
        try {
            process = builder.start();
            reaper = reaps ? Reaper.follow(process) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            watchdog.ifPresent(Watchdog::dismiss);
            throw e;
        }
        CommandRun run = new CommandRun(command, grace, nanoTime, sleeper, cookie, watchdog, process, reaper);
        try {
            Runtime.getRuntime().addShutdownHook(run.hook);
        } catch (IllegalStateException shuttingDown) {
            run.shutDown();
            throw new InterruptedException("The JVM is shutting down.");
        }
        return run;
    }

    /** Adds a shell that lowers the soft limit of open files. */
    private static List<String> withLimit(List<String> command, OptionalLong openFiles) {
        if (openFiles.isEmpty()) {
            return command;
        }
        List<String> limited = new ArrayList<>(
                List.of("/bin/sh", "-c", "ulimit -Sn \"$0\" && exec \"$@\"", String.valueOf(openFiles.getAsLong())));
        limited.addAll(command);
        return limited;
    }

    /**
     * Waits until the command exits, terminates its remaining processes, and passes on the rest of its output.
     *
     * @throws InterruptedException if the thread was interrupted; all processes of the command have been terminated
     */
    Outcome follow(LogTail tail, OutputListener listener) throws IOException, InterruptedException {
        long outputStart = tail.position();
        Outcome.End end = watch(tail, listener);
        ProcessTree.Ended ended = end == Outcome.End.EXITED && reapedAll() ? ProcessTree.Ended.NONE : tree.end(grace);
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
                exitCode(ended),
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

    /** A reaper that ended by itself has waited for every descendant, so that none needs to be searched for. */
    private boolean reapedAll() {
        return reaper.isPresent() && reaper.get().endsWithin(REAPING);
    }

    private int exitCode(ProcessTree.Ended ended) {
        if (reaper.isEmpty()) {
            return ended.unended().contains(process.pid())
                    ? UNENDED
                    : process.onExit().join().exitValue();
        }
        if (ended.unended().isEmpty()) {
            return reaper.get().exitCode();
        }
        int exitCode = reaper.get().exitCode(UNENDED);
        process.destroyForcibly();
        return exitCode;
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
                if (waitFor(poll)) {
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
            listener.poll(process.pid());
            if (isOver(elapsed, command.timeout())) {
                return Outcome.End.TIMED_OUT;
            }
            if (isOver(elapsed.minus(lastOutput), command.silentTimeout())) {
                return Outcome.End.SILENT;
            }
        }
    }

    private boolean waitFor(long millis) throws InterruptedException {
        return reaper.isPresent() ? reaper.get().waitFor(millis) : process.waitFor(millis, TimeUnit.MILLISECONDS);
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

    /** Terminates all processes, unless {@link #follow} already did. */
    @Override
    public void close() {
        if (!treeEnded) {
            tree.end(grace);
        }
        watchdog.ifPresent(Watchdog::dismiss);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running and finds nothing left to terminate.
        }
    }
}
