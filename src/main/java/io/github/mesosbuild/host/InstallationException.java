package io.github.mesosbuild.host;

import io.github.mesosbuild.failure.Failure;
import java.util.List;

/** Required packages could not be installed. */
public final class InstallationException extends Failure {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** The user is not root, and there is no sudo, or one that asks for a password. */
        NO_PRIVILEGE,
        /** The package manager of this distribution is not known, or not on the PATH. */
        NO_PACKAGE_MANAGER,
        /** The package manager ended with an error or took too long. */
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

    /** What was to be installed. */
    public List<String> packages() {
        return packages;
    }

    /** What a person can paste into a shell; as root for {@link Kind#NO_PRIVILEGE}; empty if no command is known. */
    public String commandLine() {
        return commandLine;
    }

    /** What the package manager printed; empty if it was not run. */
    public String output() {
        return output;
    }
}
