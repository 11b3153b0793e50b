package io.github.mesosbuild.verify;

import io.github.mesosbuild.failure.Failure;
import java.nio.file.Path;

/** Thrown if a configured file or directory of OpenPGP keys cannot be used. The message gives the reason. */
public final class KeysException extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Path path;

    KeysException(Path path, String message, Throwable cause) {
        super(message, cause);
        this.path = path;
    }

    /** Returns the file or directory. */
    public Path path() {
        return path;
    }
}
