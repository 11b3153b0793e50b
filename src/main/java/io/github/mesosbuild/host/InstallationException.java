package io.github.mesosbuild.host;

import io.github.mesosbuild.failure.Failure;
import java.util.List;

/** Required packages that could not be installed. */
public final class InstallationException extends Failure {
    private static final long serialVersionUID = 1L;

    /** The reason. */
    public enum Kind {
        /** The user is not root, and sudo is not installed or asks for a password. */
        NO_PRIVILEGE,
        /** The distribution's package manager is not known or not on the PATH. */
        NO_PACKAGE_MANAGER,
        /** The package manager failed or took too long. */
        FAILED
    }

    private final Kind kind;
    private final transient List<String> packages;
    private final String commandLine;
    private final String output;

    InstallationException(Kind kind, List<String> packages, String commandLine, String output, String message) {
        super(message);
        this.kind = kind;
        this.packages = List.copyOf(packages);
        this.commandLine = commandLine;
        this.output = output;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the packages that were to be installed. */
    public List<String> packages() {
        return packages;
    }

    /** Returns a shell command that installs the packages, to be run as root for {@link Kind#NO_PRIVILEGE}; empty if none is known. */
    public String commandLine() {
        return commandLine;
    }

    /** Returns the package manager's output; empty if it was not run. */
    public String output() {
        return output;
    }
}
