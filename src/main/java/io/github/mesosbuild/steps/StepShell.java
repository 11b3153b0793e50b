package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A script that opens a shell in the directory of a step, with the environment of the step and nothing else. */
final class StepShell {
    /** The first argument of the script when it runs itself in the environment that lacks only the secrets. */
    private static final String INNER = "--with-secrets";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private StepShell() {}

    /** Everybody can read the arguments of env, so secrets are not among them. */
    private static String inner(Map<String, String> secrets) {
        StringBuilder lines = new StringBuilder("if [ \"${1-}\" = " + INNER + " ]; then\n  shift\n");
        secrets.forEach((name, value) -> lines.append("  export ")
                .append(name)
                .append('=')
                .append(ShellWords.inQuotes(value))
                .append('\n'));
        return lines.append("  exec \"$@\"\nfi\n").toString();
    }

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
        Path file = request.workspace().log("shell-" + step.id()).resolveSibling("shell-" + step.id() + ".sh");
        StringBuilder script = new StringBuilder("#!/bin/sh\n# The directory and the environment of the step "
                + step.id() + " of " + request.release() + ".\n# Usage: " + "sh shell-" + step.id()
                + ".sh [COMMAND [ARGUMENT...]]\n");
        int begin = script.length();
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
        Map<String, String> secrets = new TreeMap<>();
        new TreeMap<>(commands.environment(step)).forEach((name, value) -> {
            if (Redactor.isSecret(name, value) && NAME.matcher(name).matches()) {
                secrets.put(name, value);
            } else {
                script.append("  ").append(ShellWords.assignment(name, value)).append(" \\\n");
            }
        });
        script.append(
                secrets.isEmpty() ? "  \"$@\"\n" : "  /bin/sh " + ShellWords.quoted(file) + " " + INNER + " \"$@\"\n");
        if (!secrets.isEmpty()) {
            script.insert(begin, inner(secrets));
        }
        // The environment may contain passwords.
        AtomicFile.write(file, script.toString().getBytes(StandardCharsets.UTF_8), "rwx------");
        return file;
    }
}
