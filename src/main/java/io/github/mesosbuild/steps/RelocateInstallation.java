package io.github.mesosbuild.steps;

import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Changes the files of a staged tree for the directory that they will be in, which is not the one that they were configured for. */
record RelocateInstallation(Path staged, Path configured, Path prefix) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildException, IOException, InterruptedException {
        runner.relocator().relocate(staged, configured, prefix);
    }

    @Override
    public List<String> lines() {
        return List.of("grep -rlIF " + ShellWords.quoted(configured) + " " + ShellWords.quoted(staged)
                + " | xargs -r -d '\\n' sed -i " + ShellWords.quoted("s|" + configured + "|" + prefix + "|g")
                + " # and the run paths of programs, by $ORIGIN");
    }
}
