package io.github.mesosbuild.host;

/**
 * A command that installs packages.
 *
 * @param line to paste into a shell, with sudo where that is needed and installed; empty if the package manager is not known
 * @param byRoot whether only root can run it: this user is another one, and sudo is not installed
 */
public record InstallCommand(String line, boolean byRoot) {
    /** No package manager, or nothing to install. */
    public static final InstallCommand NONE = new InstallCommand("", false);
}
