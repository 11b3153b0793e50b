package io.github.mesosbuild.env;

import io.github.mesosbuild.failure.Failure;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A start-up file that cannot be changed safely, or a text that cannot be added to one. The file is unchanged. */
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
                file, line, "Line " + line + " of " + file + " begins a mesos-maven-plugin block that does not end.");
    }

    static ShellBlockException notBegun(Path file, int line) {
        return new ShellBlockException(
                file, line, "Line " + line + " of " + file + " ends a mesos-maven-plugin block that does not begin.");
    }

    static ShellBlockException doubled(Path file, int line) {
        return new ShellBlockException(
                file, line, "Line " + line + " of " + file + " begins a second mesos-maven-plugin block.");
    }

    static ShellBlockException markerInText(Path file, int line) {
        return new ShellBlockException(
                file,
                0,
                "Cannot add the text to " + file + ": its line " + line
                        + " is a marker of a mesos-maven-plugin block.");
    }

    static ShellBlockException unusable(Path file, String why) {
        return new ShellBlockException(file, 0, "The start-up file " + file + " " + why + ".");
    }

    /** The start-up file, as given by the user. */
    public Path file() {
        return file;
    }

    /** The number of the faulty line, starting at 1; empty if no single line is at fault. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
