package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.host.SearchPath;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes {@code configure} by the recipe's commands if the archive does not have it.
 *
 * @param release the release's name, for messages
 * @param environment the environment of the commands
 */
record PrepareSources(String release, Map<String, String> environment, StepCommands commands) implements Action {
    /** It exists until all commands were successful, because the first of them may make configure. */
    private static final String BEGUN = ".mesos-maven-plugin-preparing";

    @Override
    public void run(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException {
        Path directory = commands.configureDirectory();
        Path begun = directory.resolve(BEGUN);
        if (commands.prepare().isEmpty() || isConfigureIn(directory) && !Files.exists(begun)) {
            return;
        }
        SearchPath path = new SearchPath(environment, directory, FileObserver.NONE);
        for (Command command : commands.prepare()) {
            String program = command.argv().get(0);
            if (program.indexOf('/') < 0 && path.find(program).isEmpty()) {
                throw BuildRefusedException.noProgramToPrepare(release, program, directory.resolve("configure"));
            }
        }
        Files.write(begun, new byte[0]);
        for (Command command : commands.prepare()) {
            runner.run(command, Step.CONFIGURE);
        }
        Files.delete(begun);
    }

    private static boolean isConfigureIn(Path directory) {
        return Files.isRegularFile(directory.resolve("configure"));
    }

    @Override
    public List<String> lines() {
        if (commands.prepare().isEmpty()) {
            return List.of();
        }
        String all = commands.prepare().stream()
                .map(command -> "(" + command.shellLine() + ")")
                .collect(Collectors.joining(" && "));
        Path script = commands.configureDirectory().resolve("configure");
        return List.of("[ -f " + ShellWords.quoted(script) + " ] || { " + all + "; }");
    }
}
