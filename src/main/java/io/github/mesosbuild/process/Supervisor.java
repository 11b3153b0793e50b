package io.github.mesosbuild.process;

import io.github.mesosbuild.files.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Runs commands, and leaves nothing of them behind: on every way out of {@link #run}, at the end of this JVM, and (where there is
 * a {@code /proc}) when it is killed, the command's whole tree is ended, by TERM and after a grace by KILL. The tree is everything
 * that descends from the command or carries the variable {@code MESOS_MAVEN_PLUGIN_COOKIE} that it was started with, daemons that
 * left its session included. May be used by many threads at once.
 *
 * <p>The command writes straight into its log file, so nothing here can slow it or hang on a pipe that a grandchild holds open.
 * Its standard input is {@code /dev/null}. Lines of the log that start with {@code # } at its head say the command, the directory
 * and the environment, one at its end says how it ended.
 */
public final class Supervisor {
    /** How long a tree has between TERM and KILL if nothing else is said. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    private static final int CAPTURED = 1024 * 1024;

    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final Duration grace;

    /**
     * @param nanoTime a monotonic clock, in nanoseconds, as {@link System#nanoTime}
     * @param grace how long a tree has between TERM and KILL
     */
    public Supervisor(LongSupplier nanoTime, Sleeper sleeper, Duration grace) {
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.grace = grace;
    }

    /** The id of this process, which runs the commands. */
    public static long processId() {
        return ProcessHandle.current().pid();
    }

    /** Whether any command runs that was started by this or another JVM of its user, as far as a {@code /proc} tells. */
    public static boolean anyAtWork() {
        return ProcessTree.anyTagged();
    }

    /**
     * Runs a command to its end. Processes that it leaves behind are ended too.
     *
     * @param listener hears the lines and the time, in this thread
     * @throws ProcessException if it cannot be started, or its log not be written or read
     * @throws InterruptedException if this thread was interrupted, or the JVM was shutting down already; the whole tree has been
     *     ended then
     */
    public Outcome run(Command command, OutputListener listener) throws ProcessException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The command " + command.name() + " was interrupted before it started.");
        }
        List<String> argv = Programs.resolve(command);
        try (LogTail tail = new LogTail(command.log(), RunLog.begin(command), listener);
                CommandRun run = start(command, argv, false)) {
            return run.follow(tail, listener);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("The command " + command.name() + " was interrupted.");
        } catch (IOException e) {
            throw RunLog.failure(command, e);
        }
    }

    /**
     * Runs a command on the standard input and output of this JVM, such as an interactive shell, with the same guarantees as {@link
     * #run}. It has no time-outs, and nothing of it is logged.
     *
     * @return its exit status, as {@link Outcome#exitCode()}
     * @throws ProcessException as {@link #run}
     * @throws InterruptedException as {@link #run}
     */
    public int attach(Command command) throws ProcessException, InterruptedException {
        List<String> argv = Programs.resolve(command);
        try (CommandRun run = start(command, argv, true)) {
            return run.await();
        }
    }

    private CommandRun start(Command command, List<String> argv, boolean attached)
            throws ProcessException, InterruptedException {
        try {
            return CommandRun.start(command, argv, attached, grace, nanoTime, sleeper);
        } catch (IOException e) {
            throw StartFailures.failure(command, argv.get(0), e);
        }
    }

    /**
     * Runs a short command and answers what it wrote, with the same guarantees as {@link #run}.
     *
     * @param timeout how long it may run; zero for ever
     * @throws ProcessException as {@link #run}; the log is a temporary file
     * @throws InterruptedException as {@link #run}
     */
    public CapturedOutput capture(List<String> argv, Path directory, Map<String, String> environment, Duration timeout)
            throws ProcessException, InterruptedException {
        String name = argv.isEmpty() ? "" : argv.get(0);
        Path log = null;
        try {
            log = Files.createTempFile(temporaryDirectory(), "mesos-maven-plugin", ".log");
            Command command = new Command(name, argv, directory, environment, log, timeout, Duration.ZERO);
            Outcome outcome = run(command, OutputListener.NONE);
            return new CapturedOutput(
                    outcome.end(), outcome.exitCode(), output(outcome), outcome.logBytes() > CAPTURED);
        } catch (IOException e) {
            throw temporary(name, e);
        } catch (ProcessException e) {
            throw e.kind() == ProcessException.Kind.LOG && e.getCause() instanceof IOException cause
                    ? temporary(name, cause)
                    : e;
        } finally {
            if (log != null) {
                log.toFile().delete();
            }
        }
    }

    /** Where {@link #capture} keeps what a command writes. */
    public static Path temporaryDirectory() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static ProcessException temporary(String name, IOException cause) {
        if (StartFailures.tooManyFiles(String.valueOf(cause.getMessage()))) {
            return StartFailures.tooManyFiles(name, cause);
        }
        return new ProcessException(
                ProcessException.Kind.TEMPORARY,
                name,
                temporaryDirectory().toString(),
                "Cannot keep the output of " + name + " in the directory of temporary files, " + temporaryDirectory()
                        + " (java.io.tmpdir): " + RunLog.why(cause) + ".",
                cause);
    }

    private static String output(Outcome outcome) throws IOException {
        try (InputStream log = Files.newInputStream(outcome.command().log())) {
            log.skipNBytes(outcome.logStart());
            int length = (int) Math.min(CAPTURED, outcome.logBytes());
            return new String(log.readNBytes(length), StandardCharsets.UTF_8);
        }
    }
}
