package io.github.mesosbuild.process;

/**
 * What a short command answered.
 *
 * @param end why it ended
 * @param exitCode as {@link Outcome#exitCode()}
 * @param output standard output and standard error in the order written, at most the first MiB, as UTF-8
 * @param truncated whether there was more output
 */
public record CapturedOutput(Outcome.End end, int exitCode, String output, boolean truncated) {
    /** Whether it ended by itself with exit code 0. */
    public boolean succeeded() {
        return end == Outcome.End.EXITED && exitCode == 0;
    }
}
