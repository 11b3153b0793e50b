package io.github.mesosbuild.steps;

import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Gives a staged tree its final name, replacing an older installation. */
record PlaceInstallation(BuildPlan plan, Path staged) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildRefusedException, IOException {
        InstallationStore.place(staged, plan);
        if (!plan.ownStore()) {
            closed(plan.prefix()).ifPresent(runner.listener()::noticed);
        }
    }

    /** Returns a notice if other users can enter every directory above the prefix, but not the prefix. */
    static Optional<InstallNotice> closed(Path prefix) throws IOException {
        boolean reached = true;
        for (Path at = prefix.getParent(); at != null; at = at.getParent()) {
            reached &= Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(prefix);
        if (!reached || permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
            return Optional.empty();
        }
        int mode = (Integer) Files.getAttribute(prefix, "unix:mode") & 07777;
        return Optional.of(new InstallNotice.Closed(prefix, String.format(Locale.ROOT, "%04o", mode)));
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
