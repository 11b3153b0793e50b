package io.github.mesosbuild.summary;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.text.ShellWords;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a recording keeps of a failure. */
final class FailureFacts {
    private FailureFacts() {}

    /** Returns {@code failed} or {@code interrupted}. */
    static String verdict(Exception failure) {
        boolean interrupted = failure instanceof InterruptedException
                || failure instanceof StepFailedException step && step.outcome().end() == Outcome.End.INTERRUPTED;
        return interrupted ? "interrupted" : "failed";
    }

    /**
     * Returns the values of the report; empty for a run that was interrupted.
     *
     * @param shown the failure as the console shows it
     * @param running the step that was running, if one was
     */
    static Optional<Map<String, Object>> of(Exception failure, ExplainedFailure shown, Optional<Step> running) {
        if (!verdict(failure).equals("failed")) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        if (failure instanceof StepFailedException step) {
            Optional<FirstError> error = step.firstError();
            String message = error.map(FirstError::message).orElse(step.getMessage());
            values.put("failed", step.step().id());
            values.put("message", message);
            values.put("log", "../logs/" + step.log().getFileName());
            LogPlace.of(step.log(), message).ifPresent(line -> values.put("line", line));
            List<String> context = error.map(FirstError::context).orElse(List.of());
            values.put("context", context.isEmpty() ? step.lastLines() : context);
            values.put(
                    "command",
                    error.flatMap(first ->
                                    command(first, step.outcome().command().directory()))
                            .orElse(step.outcome().command().shellLine()));
        } else {
            running.ifPresent(step -> values.put("failed", step.id()));
            values.put("message", shown.what());
            values.put("context", shown.details().lines().toList());
        }
        if (!shown.next().isEmpty()) {
            values.put("remedy", shown.next());
        }
        return Optional.of(values);
    }

    /** Returns a line for a shell in whatever directory. */
    private static Optional<String> command(FirstError error, Path top) {
        String directory = error.directory().orElse(top.toString());
        return error.command().map(command -> "cd " + ShellWords.quoted(directory) + " && " + command);
    }
}
