package io.github.mesosbuild.bundle;

import io.github.mesosbuild.steps.InstallManifest;
import io.github.mesosbuild.steps.Relocator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Gives an installation that was just made what it would have if it had been packed, and taken for another directory. */
public final class StagedRelocation implements Relocator {
    @Override
    public void relocate(Path tree, Path configured, Path prefix)
            throws RelocationException, IOException, InterruptedException {
        InstallationSurvey survey = InstallationSurvey.of(tree, configured, InstallManifest.of(tree), 1);
        for (Path path : survey.paths()) {
            Path file = tree.resolve(path);
            if (Files.isSymbolicLink(file)) {
                Path target = Files.readSymbolicLink(file);
                Path relative = survey.target(path, target);
                if (!relative.equals(target)) {
                    Files.delete(file);
                    Files.createSymbolicLink(file, relative);
                }
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && survey.changes(path)) {
                replace(file, survey, path);
            }
        }
        Relocation.place(tree, survey.texts(), InstallationSurvey.PLACEHOLDER, prefix);
    }

    private static void replace(Path file, InstallationSurvey survey, Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        FileTime time = Files.getLastModifiedTime(file);
        Path changed = file.resolveSibling("." + file.getFileName() + ".relocated");
        try (OutputStream out = Files.newOutputStream(changed)) {
            survey.content(path, file).writeTo(out);
        }
        Files.setPosixFilePermissions(changed, permissions);
        Files.setLastModifiedTime(changed, time);
        Files.delete(file);
        Files.move(changed, file);
    }
}
