package io.github.mesosbuild.bundle;

import io.github.mesosbuild.failure.Failure;
import java.nio.file.Path;

/** Thrown if an installation cannot be made independent of its directory. */
public final class RelocationException extends Failure {
    private static final long serialVersionUID = 1L;

    private RelocationException(String sentence) {
        super(sentence);
    }

    static RelocationException noRoom(Path place, String old, String wanted) {
        return new RelocationException("The run path of " + place + " is '" + old + "', which has no room for '" + wanted
                + "'. The installation's directory is too short.");
    }

    static RelocationException placeholder(Path place, String placeholder) {
        return new RelocationException("The file " + place + " contains the text '" + placeholder
                + "', which stands for the installation's directory in bundles.");
    }

    static RelocationException notUtf8(Path place) {
        return new RelocationException("The text file " + place
                + " contains the installation's directory, but is not in UTF-8.");
    }

    static RelocationException nativeCpu(String argument) {
        return new RelocationException(
                "The installation was compiled for the CPU of this machine alone, by " + argument + ".");
    }
}
