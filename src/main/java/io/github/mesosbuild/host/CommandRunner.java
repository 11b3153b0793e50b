package io.github.mesosbuild.host;

import io.github.mesosbuild.process.ProcessException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs short commands whose output is wanted; the only way in which this room starts processes. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs a command to its end, without standard input.
     *
     * @param argv the program and its arguments
     * @param directory where it runs
     * @param environment its whole environment
     * @param limit after which it is ended with everything that it started
     * @throws IOException if it could not be started
     * @throws InterruptedException if the thread was interrupted meanwhile; the command is then ended
     */
    Result run(List<String> argv, Path directory, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException;

    /**
     * Hands on the failure to start a command, unless it is that program which cannot be started, and another might.
     *
     * @throws IOException the failure
     */
    static void requireMachine(IOException failure) throws IOException {
        if (failure.getCause() instanceof ProcessException cause && !cause.isAboutTheProgram()) {
            throw failure;
        }
    }

    /**
     * How a command ended.
     *
     * @param exitCode its exit status; as a shell gives it (128 and the signal's number) if a signal ended it
     * @param output both streams, in the order in which they were written
     * @param timedOut whether it was ended because the limit was over
     */
    record Result(int exitCode, String output, boolean timedOut) {
        /** Whether it ended by itself and well. */
        public boolean ok() {
            return exitCode == 0 && !timedOut;
        }
    }
}
