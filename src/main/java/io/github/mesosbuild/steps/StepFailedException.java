package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.steps.log.ConfigLog.FailedCheck;
import io.github.mesosbuild.steps.log.FirstError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A step whose command failed or was stopped. The log is kept. */
public final class StepFailedException extends BuildException {
    private static final long serialVersionUID = 1L;

    private final Step step;
    private final transient Outcome outcome;
    private final transient Optional<FirstError> firstError;
    private final transient Optional<FailedCheck> failedCheck;
    private final transient Optional<Path> configLog;
    private final transient List<String> lastLines;

    StepFailedException(
            Step step,
            Outcome outcome,
            Optional<FirstError> firstError,
            Optional<FailedCheck> failedCheck,
            Optional<Path> configLog,
            List<String> lastLines) {
        super(sentence(step, outcome));
        this.step = step;
        this.outcome = outcome;
        this.firstError = firstError;
        this.failedCheck = failedCheck;
        this.configLog = configLog;
        this.lastLines = List.copyOf(lastLines);
    }

    private static String sentence(Step step, Outcome outcome) {
        String ran = "The step " + step.id() + " ";
        return switch (outcome.end()) {
            case EXITED ->
                ran + "failed with exit status " + outcome.exitCode() + " after " + seconds(outcome.elapsed()) + ".";
            case TIMED_OUT ->
                ran + "was stopped because it ran for more than "
                        + seconds(outcome.command().timeout()) + ".";
            case SILENT ->
                ran + "was stopped because it printed nothing for "
                        + seconds(outcome.command().silentTimeout()) + ".";
            case INTERRUPTED -> ran + "was interrupted after " + seconds(outcome.elapsed()) + ".";
        };
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    public Step step() {
        return step;
    }

    /** Returns how the command ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns whether a program was killed from outside or ran out of memory. */
    boolean killedForMemory() {
        return outcome.end() == Outcome.End.EXITED
                && firstError
                        .filter(error -> error.kind() == FirstError.Kind.KILLED)
                        .isPresent();
    }

    /** Returns the first real error in the log, if one was recognised. */
    public Optional<FirstError> firstError() {
        return firstError;
    }

    /** Returns the check that {@code configure} failed on, as {@code config.log} records it. */
    public Optional<FailedCheck> failedCheck() {
        return failedCheck;
    }

    /** Returns the {@code config.log} of {@code configure}, if it wrote one. */
    public Optional<Path> configLog() {
        return configLog;
    }

    /** Returns the last lines of the log. */
    public List<String> lastLines() {
        return lastLines;
    }

    public Path log() {
        return outcome.command().log();
    }
}
