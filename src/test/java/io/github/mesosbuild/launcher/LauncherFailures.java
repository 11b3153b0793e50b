package io.github.mesosbuild.launcher;

/** One failure of each kind, for tests of other rooms. */
public final class LauncherFailures {
    private LauncherFailures() {}

    public static LauncherException of(LauncherException.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> LauncherException.unknown("fcache");
            case MISSING -> LauncherException.missing(Launcher.SCCACHE, "/usr/bin:/bin");
            case NO_HOSTS -> LauncherException.noHosts();
        };
    }
}
