package io.github.mesosbuild.process;

import io.github.mesosbuild.files.Sleeper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Daemons that run side by side while nobody waits for them, and end together: each with its whole tree, also with what has left
 * their session, by TERM and after a grace by KILL. They carry one cookie, by which another JVM finds them again.
 *
 * <p>Until {@link #release}, the group ends when this JVM does, however that ends: by its shutdown hook, or where there is a
 * {@code /proc} by a watchdog. May be used by many threads at once.
 */
public final class DaemonGroup implements AutoCloseable {
    /** The environment variable with the cookie of the group. */
    public static final String VARIABLE = ProcessTree.VARIABLE;

    /** So that a terminal's Ctrl-C and hang-up reach only the JVM, which then ends the group in order. */
    private static final List<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid");

    private final String cookie;
    private final Duration grace;
    private final LongSupplier nanoTime;
    private final ProcessTree tree;
    private final Thread hook;
    private Optional<Watchdog> watchdog;
    private boolean held = true;
    private boolean over;

    private DaemonGroup(
            String cookie, Duration grace, LongSupplier nanoTime, Sleeper sleeper, Optional<Watchdog> watchdog) {
        this.cookie = cookie;
        this.grace = grace;
        this.nanoTime = nanoTime;
        this.tree = new ProcessTree(cookie, nanoTime, sleeper);
        this.watchdog = watchdog;
        this.hook = new Thread(this::shutDown, "mesos-maven-plugin ends its daemons");
    }

    /**
     * A new group, without daemons.
     *
     * @param log where the watchdog writes if it has to end the group
     * @param path the search path of the watchdog's programs
     * @param grace how long a daemon has between TERM and KILL
     * @param nanoTime a monotonic clock, in nanoseconds, as {@link System#nanoTime}
     * @throws IOException if the watchdog cannot be started
     * @throws InterruptedException if this JVM is shutting down
     */
    public static DaemonGroup create(Path log, String path, Duration grace, LongSupplier nanoTime, Sleeper sleeper)
            throws IOException, InterruptedException {
        return hold(UUID.randomUUID().toString(), List.of(), log, path, grace, nanoTime, sleeper);
    }

    /**
     * The group that carries a cookie, whoever started it. From now on it ends with this JVM, unless it is released.
     *
     * @param members those of it that are known; others are found by the cookie
     * @throws IOException as {@link #create}
     * @throws InterruptedException as {@link #create}
     */
    public static DaemonGroup hold(
            String cookie,
            Collection<ProcessIdentity> members,
            Path log,
            String path,
            Duration grace,
            LongSupplier nanoTime,
            Sleeper sleeper)
            throws IOException, InterruptedException {
        ProcessTree.preload();
        Files.createDirectories(log.toAbsolutePath().getParent());
        DaemonGroup group = new DaemonGroup(cookie, grace, nanoTime, sleeper, Watchdog.start(log, path, cookie, grace));
        members.forEach(member -> member.handle().ifPresent(group.tree::include));
        try {
            Runtime.getRuntime().addShutdownHook(group.hook);
        } catch (IllegalStateException shuttingDown) {
            group.shutDown();
            throw new InterruptedException("The JVM is shutting down.");
        }
        return group;
    }

    /**
     * The group that carries a cookie, to start a daemon in, or to end it: whoever holds it goes on to do so.
     *
     * @param members as {@link #hold}
     * @param grace as {@link #create}
     */
    public static DaemonGroup join(
            String cookie,
            Collection<ProcessIdentity> members,
            Duration grace,
            LongSupplier nanoTime,
            Sleeper sleeper) {
        DaemonGroup group = new DaemonGroup(cookie, grace, nanoTime, sleeper, Optional.empty());
        members.forEach(member -> member.handle().ifPresent(group.tree::include));
        group.held = false;
        return group;
    }

    /** The cookies of the processes that carry a variable with a value besides; none where there is no {@code /proc}. */
    public static Set<String> cookiesOf(String variable, String value) {
        return ProcessTree.cookiesOf(variable + "=" + value);
    }

    /** What all processes of the group carry in their environment, in {@link #VARIABLE}. */
    public String cookie() {
        return cookie;
    }

    /**
     * Starts one more daemon, in a session of its own, with its output in its log and {@code /dev/null} for its input.
     *
     * @throws ProcessException if it cannot be started, or its log not be written, or the group is ended, as by a Ctrl-C
     */
    public synchronized Daemon start(Command command) throws ProcessException {
        if (over) {
            throw new ProcessException(
                    ProcessException.Kind.NOT_STARTED,
                    command.name(),
                    command.argv().get(0),
                    command.name() + " was not started, because all are ended.",
                    null);
        }
        List<String> argv = new ArrayList<>();
        SETSID.stream()
                .filter(setsid -> Files.isExecutable(Path.of(setsid)))
                .findFirst()
                .ifPresent(argv::add);
        argv.addAll(Programs.resolve(command));
        long start;
        try {
            start = RunLog.begin(command);
        } catch (IOException e) {
            throw RunLog.failure(command, e);
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(argv);
            builder.directory(command.directory().toFile());
            builder.environment().clear();
            builder.environment().putAll(command.environment());
            builder.environment().put(ProcessTree.VARIABLE, cookie);
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.redirectErrorStream(true);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            Process process = builder.start();
            tree.include(process.toHandle());
            return new Daemon(command, process, start, nanoTime);
        } catch (IOException e) {
            throw StartFailures.failure(command, command.argv().get(0), e);
        }
    }

    /** Lets the group go on when this JVM ends. */
    public synchronized void release() {
        held = false;
        watchdog.ifPresent(Watchdog::dismiss);
        watchdog = Optional.empty();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It runs already, and finds that the group is not held.
        }
    }

    /**
     * Ends the group.
     *
     * @return the numbers of those that are there in spite of it: in an uninterruptible wait, or of another user
     */
    public List<Long> end() {
        startNoMore();
        List<Long> unended = tree.end(grace).unended();
        release();
        return unended;
    }

    /** Ends the group unless it was released. */
    @Override
    public void close() {
        if (isHeld()) {
            end();
        }
    }

    private synchronized boolean isHeld() {
        return held;
    }

    /** From now on nothing is started any more. */
    private synchronized void startNoMore() {
        over = true;
    }

    /**
     * Runs in the shutdown hook, with nothing but classes that are loaded. The watchdog stays on its post: it looks once more when
     * the JVM is gone.
     */
    private void shutDown() {
        if (isHeld()) {
            startNoMore();
            tree.end(grace);
        }
    }
}
