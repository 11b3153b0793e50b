package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.text.ShellWords;
import java.util.List;

/** Runs an installed program, which must print what the recipe expects. */
record ProveInstallation(Command command, String expected) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildRefusedException, ProcessException, InterruptedException {
        prove(runner.supervisor());
    }

    /** Runs the program outside a step. */
    void prove(Supervisor supervisor) throws BuildRefusedException, ProcessException, InterruptedException {
        CapturedOutput captured =
                supervisor.capture(command.argv(), command.directory(), command.environment(), command.timeout());
        if (captured.end() != Outcome.End.EXITED) {
            throw BuildRefusedException.notEnded(command);
        }
        if (!captured.output().contains(expected)) {
            throw BuildRefusedException.notProved(command, expected, captured.output());
        }
    }

    @Override
    public List<String> lines() {
        return List.of(command.shellLine() + " | grep -F " + ShellWords.quoted(expected));
    }
}
