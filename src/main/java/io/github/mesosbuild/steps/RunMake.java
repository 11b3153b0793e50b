package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.ProcessException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs make for a step.
 *
 * @param alone the command for a shell, which has no job server of ours
 * @param objects the list of the objects that make compiles in this step, if it compiles any
 */
record RunMake(Step step, Command command, Command alone, Optional<Path> objects) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException {
        ObjectCount count = new ObjectCount(
                objects.isPresent() ? AtomicFile.readLines(objects.get()).orElse(List.of()) : List.of());
        runner.make(step, command, count);
    }

    @Override
    public List<String> lines() {
        return List.of(alone.shellLine());
    }
}
