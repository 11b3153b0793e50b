package io.github.mesosbuild.host;

/**
 * A command that installs packages.
 *
 * @param line a shell command, with sudo if it is needed and installed; empty if the package manager is not known
 * @param byRoot whether only root can run the command, because sudo is needed but not installed
 */
public record InstallCommand(String line, boolean byRoot) {
    /** The command if no package manager is known, or nothing needs to be installed. */
    public static final InstallCommand NONE = new InstallCommand("", false);
}
