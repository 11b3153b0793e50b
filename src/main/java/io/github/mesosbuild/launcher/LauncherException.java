package io.github.mesosbuild.launcher;

import io.github.mesosbuild.failure.Failure;
import java.util.Optional;

/** A compiler launcher that was asked for and cannot serve. */
public final class LauncherException extends Failure {
    private static final long serialVersionUID = 1L;

    /** What is not right. */
    public enum Kind {
        /** There is no launcher of that name. */
        UNKNOWN,
        /** The launcher is not on the PATH. */
        MISSING,
        /** It is distcc, and nobody said on which machines it may compile. */
        NO_HOSTS
    }

    private final Kind kind;
    private final transient Optional<Launcher> launcher;

    private LauncherException(Kind kind, Optional<Launcher> launcher, String message) {
        super(message);
        this.kind = kind;
        this.launcher = launcher;
    }

    static LauncherException unknown(String wanted) {
        return new LauncherException(
                Kind.UNKNOWN,
                Optional.empty(),
                "The parameter mesos.compilerLauncher is '" + wanted + "', which is no compiler launcher.");
    }

    static LauncherException missing(Launcher launcher, String path) {
        return new LauncherException(
                Kind.MISSING,
                Optional.of(launcher),
                "The compiler launcher " + launcher.program()
                        + ", which mesos.compilerLauncher asks for, is not on the PATH " + path + ".");
    }

    static LauncherException noHosts() {
        return new LauncherException(
                Kind.NO_HOSTS,
                Optional.of(Launcher.DISTCC),
                "The compiler launcher distcc has no machines to compile on: DISTCC_HOSTS is not set, and there is no"
                        + " file of hosts.");
    }

    public Kind kind() {
        return kind;
    }

    /** The launcher; empty for {@link Kind#UNKNOWN}. */
    public Optional<Launcher> launcher() {
        return launcher;
    }
}
