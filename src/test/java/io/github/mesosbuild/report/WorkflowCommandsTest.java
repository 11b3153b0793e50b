package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkflowCommandsTest {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(seen, true, StandardCharsets.UTF_8);

    private String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }

    private Console console(WorkflowCommands commands) {
        return new Console(
                new LineSink() {
                    @Override
                    public void info(String line) {
                        out.println("[INFO] " + line);
                    }

                    @Override
                    public void warn(String line) {
                        out.println("[WARNING] " + line);
                    }
                },
                Optional.empty(),
                commands,
                () -> 0);
    }

    private static void twoSteps(Console console) {
        for (Step step : List.of(Step.CONFIGURE, Step.MAKE)) {
            console.starting(new StepState(step, StepState.Why.NOT_FINISHED, List.of()), Path.of("/logs/step.log"));
            console.finished(step, Duration.ofSeconds(75));
        }
    }

    @Test
    void eachStepIsAGroup() {
        twoSteps(console(new WorkflowCommands(Optional.of(out), true)));
        assertThat(seen()).isEqualTo("""
                        ::group::Configure
                        [INFO] Configure (log: /logs/step.log)
                        ::endgroup::
                        [INFO] Configure took 1 min 15 s
                        ::group::Make
                        [INFO] Make (log: /logs/step.log)
                        ::endgroup::
                        [INFO] Make took 1 min 15 s
                        """);
    }

    @Test
    void aFailureEndsTheGroupAndIsAnAnnotation() {
        Console console = console(new WorkflowCommands(Optional.of(out), true));
        console.starting(new StepState(Step.MAKE, StepState.Why.NOT_FINISHED, List.of()), Path.of("/logs/make.log"));
        console.failed("mesos:build, again", "Make failed: 100% wrong\nsrc/a.c:1: error: x\r\n::warning::y");
        console.close();
        assertThat(seen()).isEqualTo("""
                        ::group::Make
                        [INFO] Make (log: /logs/make.log)
                        ::endgroup::
                        ::error title=mesos%3Abuild%2C again::Make failed: 100%25 wrong%0Asrc/a.c:1: error: x%0D%0A::warning::y
                        """);
    }

    @Test
    void anEndlessMessageIsCut() {
        new WorkflowCommands(Optional.of(out), true).error("a", "x".repeat(10_000));
        assertThat(seen()).hasSizeBetween(4000, 4096).endsWith("x ...\n");
    }

    @Test
    void anAbandonedGroupIsEndedWithTheGoal() {
        WorkflowCommands commands = new WorkflowCommands(Optional.of(out), true);
        commands.group("Make");
        console(commands).close();
        assertThat(seen()).isEqualTo("::group::Make\n::endgroup::\n");
    }

    @Test
    void modulesInParallelHaveNoGroupsButAnnotations() {
        WorkflowCommands commands = new WorkflowCommands(Optional.of(out), false);
        twoSteps(console(commands));
        assertThat(seen()).doesNotContain("::");
        commands.error("a", "b");
        assertThat(seen()).endsWith("::error title=a::b\n");
    }

    @Test
    void elsewhereNothingIsWritten() {
        Console console = console(WorkflowCommands.NONE);
        twoSteps(console);
        console.failed("a", "b");
        console.close();
        assertThat(seen()).doesNotContain("::");
    }
}
