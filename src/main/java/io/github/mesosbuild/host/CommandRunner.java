package io.github.mesosbuild.host;

import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs short commands and returns their output. This package starts processes in no other way. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs a command without standard input and waits until it exits.
     *
     * @param argv the program and its arguments
     * @param directory the working directory
     * @param environment the complete environment
     * @param limit the time after which the command and all its children are terminated
     * @throws IOException if the command could not be started
     * @throws InterruptedException if the thread was interrupted; the command is terminated
     */
    Result run(List<String> argv, Path directory, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException;

    /** Returns a runner whose commands are run by the supervisor; a {@link ProcessException} becomes the cause of an IOException. */
    static CommandRunner of(Supervisor supervisor) {
        return (argv, directory, environment, limit) -> {
            try {
                CapturedOutput captured = supervisor.capture(argv, directory, environment, limit);
                return new Result(captured.exitCode(), captured.output(), captured.end() != Outcome.End.EXITED);
            } catch (ProcessException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    /**
     * Checks that a failed start is the fault of that one program, so that another program may be tried.
     *
     * @throws IOException the failure, if this machine cannot start any program
     */
    static void requireMachine(IOException failure) throws IOException {
        if (failure.getCause() instanceof ProcessException cause && !cause.isAboutTheProgram()) {
            throw failure;
        }
    }

    /**
     * The result of a command.
     *
     * @param exitCode the exit status, or 128 plus the signal's number if a signal terminated the command
     * @param output standard output and standard error, in the order in which they were written
     * @param timedOut whether the command was terminated because it exceeded the limit
     */
    record Result(int exitCode, String output, boolean timedOut) {
        /** Returns whether the command exited with status 0 in time. */
        public boolean ok() {
            return exitCode == 0 && !timedOut;
        }

        /** Returns the last line of the output that is not blank, without white space around it; empty if there is none. */
        public String lastLine() {
            return output.lines()
                    .filter(line -> !line.isBlank())
                    .reduce("", (first, second) -> second)
                    .strip();
        }
    }
}
