package io.github.mesosbuild.steps;

import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Gives a staged tree its final name, in the place of an older installation. */
record PlaceInstallation(BuildPlan plan, Path staged) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildRefusedException, IOException {
        InstallationStore.place(staged, plan);
    }

    @Override
    public List<String> lines() {
        String prefix = ShellWords.quoted(plan.prefix());
        if (!plan.ownStore() && Files.isDirectory(plan.prefix())) {
            return List.of("echo state=placed > " + ShellWords.quoted(staged.resolve(InstallationStore.RECORD))
                    + " && cp -a " + ShellWords.quoted(staged) + "/. " + prefix);
        }
        return List.of("echo state=placed > " + ShellWords.quoted(staged.resolve(InstallationStore.RECORD))
                + " && rm -rf " + prefix + " && mv " + ShellWords.quoted(staged) + " " + prefix);
    }
}
