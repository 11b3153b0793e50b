package io.github.mesosbuild.env;

import io.github.mesosbuild.failure.Failure;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A start-up file that cannot be changed safely, or a text that cannot be put into one; nothing was changed. */
public final class ShellBlockException extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final int line;

    private ShellBlockException(Path file, int line, String message) {
        super(message);
        this.file = file;
        this.line = line;
    }

    static ShellBlockException unterminated(Path file, int line) {
        return new ShellBlockException(
                file,
                line,
                "The block of mesos-maven-plugin that begins in line " + line + " of " + file + " does not end.");
    }

    static ShellBlockException notBegun(Path file, int line) {
        return new ShellBlockException(
                file,
                line,
                "In line " + line + " of " + file + " ends a block of mesos-maven-plugin that did not begin before.");
    }

    static ShellBlockException doubled(Path file, int line) {
        return new ShellBlockException(
                file, line, "In line " + line + " of " + file + " begins a second block of mesos-maven-plugin.");
    }

    static ShellBlockException markerInText(Path file, int line) {
        return new ShellBlockException(
                file,
                0,
                "The text for " + file + " holds a line that marks a block of mesos-maven-plugin, its line " + line
                        + ".");
    }

    static ShellBlockException unusable(Path file, String why) {
        return new ShellBlockException(file, 0, "The start-up file " + file + " " + why + ".");
    }

    /** The start-up file, as it was named. */
    public Path file() {
        return file;
    }

    /** The line of the file that is wrong, the first being 1; empty if the reason is not a line of it. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
