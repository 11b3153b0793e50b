package io.github.mesosbuild.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A program that is started in the place of the compiler, and starts it if need be. Each is called as its constant. */
public enum Launcher {
    /** Keeps the objects of C and C++ on this machine. */
    CCACHE("ccache"),
    /** Keeps the objects on this machine or in a store that several share. */
    SCCACHE("sccache"),
    /** Compiles on machines of a list. */
    DISTCC("distcc"),
    /** Compiles on machines that a scheduler gives. */
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

    /** The launcher of that name, or whose program a word of a command line is. */
    static Optional<Launcher> called(String word) {
        String name = String.valueOf(Path.of(word).getFileName());
        return Arrays.stream(values())
                .filter(launcher -> launcher.program().equals(name))
                .findFirst();
    }
}
