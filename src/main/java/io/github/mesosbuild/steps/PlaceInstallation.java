package io.github.mesosbuild.steps;

import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Gives a staged tree its final name, replacing an older installation. */
record PlaceInstallation(BuildPlan plan, Path staged) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildRefusedException, IOException {
        InstallationStore.place(staged, plan);
    }

    @Override
    public List<String> lines() {
        String prefix = ShellWords.quoted(plan.prefix());
        return List.of("echo state=placed > " + ShellWords.quoted(staged.resolve(InstallationStore.RECORD))
                + " && rm -rf " + prefix + " && mv " + ShellWords.quoted(staged) + " " + prefix);
    }
}
