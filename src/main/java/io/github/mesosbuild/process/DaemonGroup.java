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
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Daemons that run in the background and are terminated together.
 *
 * <p>Each is terminated with all its children, including those that left its session: by TERM, and after a grace period by KILL. All
 * carry the same cookie, by which another JVM finds them.
 *
 * <p>Until {@link #release}, the group ends with this JVM: by a shutdown hook, and on Linux by a watchdog if the JVM is killed. This
 * class is thread-safe.
 */
public final class DaemonGroup implements AutoCloseable {
    /** The environment variable that contains the group's cookie. */
    public static final String VARIABLE = ProcessTree.VARIABLE;

    /** Keeps Ctrl-C and hang-ups of the terminal away from the daemons; the JVM receives them and terminates the group in order. */
    private static final List<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid");

    private final String cookie;
    private final Duration grace;
    private final LongSupplier nanoTime;
    private final ProcessTree tree;
    private final Thread hook;
    private Optional<Watchdog> watchdog;
    private boolean held = true;
    private boolean over;
    private Runnable beforeEnd = () -> {};

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
     * Creates an empty group.
     *
     * @param log the file that the watchdog writes to if it must terminate the group
     * @param path the search path for the watchdog's programs
     * @param grace the time between TERM and KILL
     * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime}
     * @throws IOException if the watchdog cannot be started
     * @throws InterruptedException if this JVM is shutting down
     */
    public static DaemonGroup create(Path log, String path, Duration grace, LongSupplier nanoTime, Sleeper sleeper)
            throws IOException, InterruptedException {
        return hold(UUID.randomUUID().toString(), List.of(), log, path, grace, nanoTime, sleeper);
    }

    /**
     * Takes over the group with a cookie, even if another JVM started it. From now on it ends with this JVM, unless it is released.
     *
     * @param members the known members; others are found by the cookie
     * @throws IOException as for {@link #create}
     * @throws InterruptedException as for {@link #create}
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
     * Joins the group with a cookie, to start a daemon in it or to terminate it, without becoming its holder.
     *
     * @param members as for {@link #hold}
     * @param grace as for {@link #create}
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

    /** Returns this user's processes with a cookie and a variable of that value in their environment; none without {@code /proc}. */
    public static List<MarkedProcess> marked(String variable, String value) {
        return ProcessTree.marked(variable + "=" + value);
    }

    /** Returns the value of {@link #VARIABLE} in the environment of all processes of the group. */
    public String cookie() {
        return cookie;
    }

    /**
     * Starts a daemon in a session of its own. It reads from {@code /dev/null} and writes to its log.
     *
     * @throws ProcessException if the daemon cannot be started, its log cannot be written, or the group has been terminated, such as by
     *     Ctrl-C
     */
    public synchronized Daemon start(Command command) throws ProcessException {
        if (over) {
            throw new ProcessException(
                    ProcessException.Kind.NOT_STARTED,
                    command.name(),
                    command.argv().get(0),
                    "Cannot start " + command.name() + ": its group of daemons has been stopped.",
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
            builder.environment().putAll(command.launch().environment());
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

    /**
     * Sets what is done before the group ends with this JVM, such as after Ctrl-C. Whatever it throws, the group ends then.
     *
     * @param action what to do, while the daemons still run
     */
    public synchronized void beforeEnd(Runnable action) {
        beforeEnd = action;
    }

    private synchronized Runnable beforeEnd() {
        return beforeEnd;
    }

    /** Lets the group outlive this JVM. */
    public synchronized void release() {
        held = false;
        watchdog.ifPresent(Watchdog::dismiss);
        watchdog = Optional.empty();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running and sees that the group was released.
        }
    }

    /**
     * Terminates the group.
     *
     * @return the IDs of processes that could not be terminated: they are in an uninterruptible wait or belong to another user
     */
    public List<Long> end() {
        startNoMore();
        List<Long> unended = tree.end(grace).unended();
        release();
        return unended;
    }

    /** Terminates the group unless it was released. */
    @Override
    public void close() {
        if (isHeld()) {
            end();
        }
    }

    private synchronized boolean isHeld() {
        return held;
    }

    /** Prevents further starts. */
    private synchronized void startNoMore() {
        over = true;
    }

    /**
     * Runs in the shutdown hook, where no more classes can be loaded. The watchdog keeps watching and checks once more after the JVM
     * has ended.
     */
    void shutDown() {
        if (isHeld()) {
            startNoMore();
            try {
                beforeEnd().run();
            } finally {
                tree.end(grace);
            }
        }
    }
}
