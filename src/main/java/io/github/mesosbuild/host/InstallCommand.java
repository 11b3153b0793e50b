package io.github.mesosbuild.host;

/**
 * A command that installs packages.
 *
 * @param line a shell command, with sudo if it is needed and installed; empty if the package manager is not known
 * @param byRoot whether only root can run the command, because sudo is needed but not installed
 */
public record InstallCommand(String line, boolean byRoot) {
    /** No package manager is known, or there is nothing to install. */
    public static final InstallCommand NONE = new InstallCommand("", false);
}
