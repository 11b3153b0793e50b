package io.github.mesosbuild.steps;

import java.nio.file.Path;

/** Thrown if a release cannot be built so that the same inputs give the same bytes. */
public final class ReproducibleException extends BuildException {
    private static final long serialVersionUID = 1L;

    /** The kind of obstacle. */
    public enum Kind {
        /** The directory that the release is configured for exists. */
        PREFIX_EXISTS,
        /** {@code make install} writes to that directory although it was given a {@code DESTDIR}. */
        IGNORES_DESTDIR
    }

    private final Kind kind;
    private final String directory;

    private ReproducibleException(Kind kind, Path directory, String message) {
        super(message);
        this.kind = kind;
        this.directory = directory.toString();
    }

    static ReproducibleException prefixExists(Path directory) {
        return new ReproducibleException(
                Kind.PREFIX_EXISTS,
                directory,
                "The directory " + directory
                        + " exists. With mesos.reproducible, the release is configured for it on every machine, and nothing"
                        + " may be there.");
    }

    static ReproducibleException ignoresDestdir(String release, Path directory) {
        return new ReproducibleException(
                Kind.IGNORES_DESTDIR,
                directory,
                "The release " + release
                        + " cannot be built with mesos.reproducible: its 'make install' ignores DESTDIR and"
                        + " writes to " + directory + ".");
    }

    /** Returns what is in the way. */
    public Kind kind() {
        return kind;
    }

    /** Returns the directory that the release is configured for. */
    public Path directory() {
        return Path.of(directory);
    }
}
