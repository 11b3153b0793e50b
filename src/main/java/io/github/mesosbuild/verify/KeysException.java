package io.github.mesosbuild.verify;

import io.github.mesosbuild.failure.Failure;
import java.nio.file.Path;

/** A file or directory of OpenPGP keys that was named cannot be used; the message says why. */
public final class KeysException extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Path path;

    KeysException(Path path, String message, Throwable cause) {
        super(message, cause);
        this.path = path;
    }

    /** The file or directory. */
    public Path path() {
        return path;
    }
}
