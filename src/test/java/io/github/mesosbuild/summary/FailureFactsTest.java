package io.github.mesosbuild.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.steps.BuildFailures;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.log.FirstError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureFactsTest {
    private static final FirstError ERROR = BuildFailures.error(FirstError.Kind.COMPILE);

    private static final ExplainedFailure SHOWN =
            new ExplainedFailure("Permission denied: /opt.", "", "Give yourself permission.");

    private static FirstError in(Optional<String> directory) {
        return new FirstError(
                ERROR.kind(),
                ERROR.message(),
                ERROR.command(),
                directory,
                ERROR.file(),
                ERROR.line(),
                ERROR.target(),
                ERROR.context(),
                ERROR.hint());
    }

    private static String command(Optional<FirstError> error) {
        StepFailedException failure = BuildFailures.step(Step.MAKE, Outcome.End.EXITED, error);
        return (String) FailureFacts.of(failure, SHOWN, Optional.of(Step.MAKE))
                .orElseThrow()
                .get("command");
    }

    /** A make without recursion does not print its directory, which is then that of the step. */
    @Test
    void theCommandBeginsWithItsDirectory() {
        assertThat(command(Optional.of(in(Optional.of("/build/it's here")))))
                .isEqualTo("cd '/build/it'\\''s here' && g++ -c a.cc");
        String top = BuildFailures.make(List.of("make"), Map.of(), ERROR)
                .outcome()
                .command()
                .directory()
                .toString();
        assertThat(command(Optional.of(in(Optional.empty())))).isEqualTo("cd " + top + " && g++ -c a.cc");
        assertThat(command(Optional.empty()))
                .startsWith("cd " + top + " && env -i")
                .contains("make");
    }

    /** The message of an exception for a file is only its path. */
    @Test
    void aFailureOutsideOfACommandHasTheSentenceOfTheConsole() {
        assertThat(FailureFacts.of(new AccessDeniedException("/opt"), SHOWN, Optional.empty()))
                .contains(Map.of(
                        "message",
                        "Permission denied: /opt.",
                        "context",
                        List.of(),
                        "remedy",
                        "Give yourself permission."));
        assertThat(FailureFacts.of(
                                new IOException("odd"),
                                new ExplainedFailure("Odd.", "a\nb", ""),
                                Optional.of(Step.CHECK))
                        .orElseThrow())
                .isEqualTo(Map.of("failed", "check", "message", "Odd.", "context", List.of("a", "b")));
    }

    @Test
    void anInterruptedStepIsNoFailure() {
        assertThat(FailureFacts.of(
                        BuildFailures.step(Step.MAKE, Outcome.End.INTERRUPTED, Optional.of(ERROR)),
                        SHOWN,
                        Optional.of(Step.MAKE)))
                .isEmpty();
    }
}
