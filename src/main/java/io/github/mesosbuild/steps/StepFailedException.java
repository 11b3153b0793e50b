package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.steps.log.ConfigLog.FailedCheck;
import io.github.mesosbuild.steps.log.FirstError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A step that ran and did not end well. Its log is kept. */
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
                ran + "was ended because it ran longer than "
                        + seconds(outcome.command().timeout()) + ".";
            case SILENT ->
                ran + "was ended because it printed nothing for "
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

    /** How its command ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Whether it failed because a program was killed from outside or had no memory. */
    boolean killedForMemory() {
        return outcome.end() == Outcome.End.EXITED
                && firstError
                        .filter(error -> error.kind() == FirstError.Kind.KILLED)
                        .isPresent();
    }

    /** The first real error of its log, if one was recognised. */
    public Optional<FirstError> firstError() {
        return firstError;
    }

    /** The check on which {@code configure} gave up, as {@code config.log} has it. */
    public Optional<FailedCheck> failedCheck() {
        return failedCheck;
    }

    /** Where {@code configure} notes what it tried, if it came to that. */
    public Optional<Path> configLog() {
        return configLog;
    }

    /** The end of its log. */
    public List<String> lastLines() {
        return lastLines;
    }

    public Path log() {
        return outcome.command().log();
    }
}
