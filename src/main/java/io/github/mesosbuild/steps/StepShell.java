package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** A script that opens a shell in the directory of a step, with the environment of the step and nothing else. */
final class StepShell {
    private StepShell() {}

    /**
     * Writes {@code shell-STEP.sh} next to the logs. Its arguments are a command to run; without arguments it opens an
     * interactive shell.
     *
     * @throws BuildRefusedException if the step has not created its directory yet
     * @throws IOException if the script cannot be written
     */
    static Path write(Step step, PlannedBuild request) throws BuildRefusedException, IOException {
        StepCommands commands = new StepCommands(request);
        Path directory = commands.directory(step);
        if (!Files.isDirectory(directory)) {
            throw BuildRefusedException.notBuilt(request.release(), step, directory);
        }
        StringBuilder script = new StringBuilder("#!/bin/sh\n# The directory and the environment of the step "
                + step.id() + " of " + request.release() + ".\n# Usage: " + "sh shell-" + step.id()
                + ".sh [COMMAND [ARGUMENT...]]\n");
        script.append("cd ").append(ShellWords.quoted(directory.toString())).append(" || exit 1\n");
        script.append("if [ $# -eq 0 ]; then\n")
                .append(
                        "  if command -v bash >/dev/null; then set -- bash --noprofile --norc -i; else set -- sh -i; fi\n")
                .append("fi\n");
        script.append(
                        "exec env -i ${MESOS_MAVEN_PLUGIN_COOKIE:+MESOS_MAVEN_PLUGIN_COOKIE=$MESOS_MAVEN_PLUGIN_COOKIE} \\\n")
                .append("  TERM=\"${TERM:-dumb}\" PS1=")
                .append(ShellWords.quoted(request.release() + ", " + step.id() + " $ "))
                .append(" \\\n");
        new TreeMap<>(commands.environment(step))
                .forEach((name, value) -> script.append("  ")
                        .append(ShellWords.assignment(name, value))
                        .append(" \\\n"));
        script.append("  \"$@\"\n");
        Path file = request.workspace().log("shell-" + step.id()).resolveSibling("shell-" + step.id() + ".sh");
        // The environment may contain passwords.
        AtomicFile.write(file, script.toString().getBytes(StandardCharsets.UTF_8), "rwx------");
        return file;
    }
}
