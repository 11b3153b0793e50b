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
 * Runs commands and leaves none of their processes behind.
 *
 * <p>When {@link #run} returns or fails, when this JVM exits, and on Linux even when it is killed, all processes of the command are
 * terminated: by TERM, and after a grace period by KILL. These are the command's descendants, and all processes that carry its value of
 * {@code MESOS_MAVEN_PLUGIN_COOKIE} in their environment, including daemons that left its session. This class is thread-safe.
 *
 * <p>The command writes directly to its log file, so that this JVM neither slows it down nor hangs on a pipe that a grandchild keeps
 * open. Its standard input is {@code /dev/null}. Lines that start with {@code # } record the command, its directory and environment at
 * the start of the log, and the result at the end.
 */
public final class Supervisor {
    /** The default time between TERM and KILL. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    private static final int CAPTURED = 1024 * 1024;

    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final Duration grace;

    /**
     * Creates a supervisor.
     *
     * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime}
     * @param grace the time between TERM and KILL
     */
    public Supervisor(LongSupplier nanoTime, Sleeper sleeper, Duration grace) {
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.grace = grace;
    }

    /** Returns the ID of this process. */
    public static long processId() {
        return ProcessHandle.current().pid();
    }

    /** Returns whether a command started by this or another JVM of this user is running; always false without {@code /proc}. */
    public static boolean anyAtWork() {
        return ProcessTree.anyTagged();
    }

    /**
     * Runs a command and waits until it ends. Processes that it leaves behind are terminated too.
     *
     * @param listener called in this thread
     * @throws ProcessException if the command cannot be started, or its log cannot be written or read
     * @throws InterruptedException if this thread was interrupted or the JVM is shutting down; all processes of the command have been
     *     ended
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
     * Runs a short command and returns its output, with the same guarantees as {@link #run}.
     *
     * @param timeout the time after which the command is terminated; zero for no limit
     * @throws ProcessException as for {@link #run}; the log is a temporary file
     * @throws InterruptedException as for {@link #run}
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

    /** Returns the directory in which {@link #capture} stores the output. */
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
                "Cannot store the output of " + name + " in the temporary directory " + temporaryDirectory()
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
