package io.github.mesosbuild.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A program that is started instead of the compiler, and starts the compiler if necessary. Each constant is named after
 * its program.
 */
public enum Launcher {
    /** Caches C and C++ objects on this machine. */
    CCACHE("ccache"),
    /** Caches objects on this machine or in a shared store. */
    SCCACHE("sccache"),
    /** Compiles on a list of machines. */
    DISTCC("distcc"),
    /** Compiles on machines that a scheduler assigns. */
    ICECC("icecc");

    private final String packageName;

    Launcher(String packageName) {
        this.packageName = packageName;
    }

    /** Returns the name of the program. */
    public String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the package with the program on Debian; most other distributions use the same name. */
    public String packageName() {
        return packageName;
    }

    /** Returns the launcher of that name, or the one whose program a word of a command line is. */
    static Optional<Launcher> called(String word) {
        String name = String.valueOf(Path.of(word).getFileName());
        return Arrays.stream(values())
                .filter(launcher -> launcher.program().equals(name))
                .findFirst();
    }
}
