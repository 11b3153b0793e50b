package io.github.mesosbuild.process;

/**
 * The output and exit status of a short command.
 *
 * @param end why the command ended
 * @param exitCode as in {@link Outcome#exitCode()}
 * @param output standard output and standard error in the order written, decoded as UTF-8; at most the first MiB
 * @param truncated whether there was more output
 */
public record CapturedOutput(Outcome.End end, int exitCode, String output, boolean truncated) {
    /** Returns whether the command exited with status 0. */
    public boolean succeeded() {
        return end == Outcome.End.EXITED && exitCode == 0;
    }
}
