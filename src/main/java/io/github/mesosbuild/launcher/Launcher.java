package io.github.mesosbuild.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A program that is started in the place of the compiler, and starts it if need be. Each is called as its constant. */
public enum Launcher {
    CCACHE("ccache"),
    SCCACHE("sccache"),
    DISTCC("distcc"),
    ICECC("icecc");

    private final String packageName;

    Launcher(String packageName) {
        this.packageName = packageName;
    }

    /** The name of its program. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The package that gives it on Debian; most other distributions name it so too. */
    public String packageName() {
        return packageName;
    }

    /** Whether it keeps objects, so that there are hits and misses. */
    public boolean caches() {
        return this == CCACHE || this == SCCACHE;
    }

    /** The launcher of that name, or whose program a word of a command line is. */
    static Optional<Launcher> called(String word) {
        String name = String.valueOf(Path.of(word).getFileName());
        return Arrays.stream(values())
                .filter(launcher -> launcher.program().equals(name))
                .findFirst();
    }
}
