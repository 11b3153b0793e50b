package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the helper files of an installation are: next to its directory, or in it if there they cannot be. */
final class InstallPlace {
    /** How the names of all our files in a directory that the user chose begin. */
    static final String OWN = ".mesos-maven-plugin.";

    private InstallPlace() {}

    /** Returns the directory that the prefix is, behind a link of the user's. */
    static Path real(Path prefix) {
        try {
            return Files.isDirectory(prefix) ? prefix.toRealPath() : prefix;
        } catch (IOException e) {
            return prefix;
        }
    }

    /** Returns the tree that {@code make install} fills. */
    static Path staging(Path prefix) {
        return helper(prefix, "staging");
    }

    /** Returns the lock of the process that installs. */
    static Path lock(Path prefix) {
        return helper(prefix, "lock");
    }

    /** Returns the directory that must be writable. */
    static Path parent(Path prefix) {
        return lock(prefix).getParent();
    }

    private static Path helper(Path prefix, String what) {
        Path real = real(prefix);
        return isInside(real) ? real.resolve(OWN + what) : real.resolveSibling("." + real.getFileName() + "." + what);
    }

    /** Make install could install into a directory whose parent is not writable, and into a mounted file system. */
    private static boolean isInside(Path real) {
        return Trees.exists(real)
                && (real.getParent() == null
                        || !Files.isWritable(real.getParent())
                        || Mounts.now().in(real).contains(real));
    }
}
