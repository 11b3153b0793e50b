package io.github.mesosbuild.bundle;

import io.github.mesosbuild.steps.BuildException;
import io.github.mesosbuild.text.VisibleText;
import java.nio.file.Path;

/** Thrown if an installation cannot be made independent of its directory and its machine. */
public final class RelocationException extends BuildException {
    private static final long serialVersionUID = 1L;

    /** The kind of obstacle. */
    public enum Kind {
        /** A run path is too short for one that is relative. */
        NO_ROOM,
        /** A file contains the text that stands for the directory. */
        PLACEHOLDER,
        /** A text file with the directory is in an encoding that is not UTF-8. */
        NOT_UTF8,
        /** The text files with the directory are too large. */
        TEXTS_TOO_LARGE,
        /** A symbolic link leads out of the installation. */
        LINK_OUTSIDE,
        /** The compiler was asked for the instructions of this machine's CPU. */
        NATIVE_CPU,
        /** A program has addresses of 32 bits. */
        NARROW
    }

    private final Kind kind;

    private RelocationException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** Returns what is in the way. */
    public Kind kind() {
        return kind;
    }

    static RelocationException noRoom(Path place, String old, String wanted) {
        return new RelocationException(
                Kind.NO_ROOM,
                "The run path of " + place + " is '" + old + "', which has no room for '" + wanted + "'.");
    }

    static RelocationException placeholder(Path place, String placeholder) {
        return new RelocationException(
                Kind.PLACEHOLDER,
                "The file " + place + " contains the text '" + placeholder
                        + "', which stands for the installation's directory in bundles.");
    }

    static RelocationException notUtf8(Path place) {
        return new RelocationException(
                Kind.NOT_UTF8,
                "The text file " + place + " contains the installation's directory, but is not in UTF-8.");
    }

    static RelocationException textsTooLarge(Path place, long largest) {
        return new RelocationException(
                Kind.TEXTS_TOO_LARGE,
                "The text files that contain the installation's directory have more than " + (largest >> 20)
                        + " MiB together. The last one read was " + place + ".");
    }

    static RelocationException linkOutside(Path place, Path target) {
        return new RelocationException(
                Kind.LINK_OUTSIDE,
                "The symbolic link " + VisibleText.of(place.toString()) + " leads out of the installation, to "
                        + VisibleText.of(target.toString()) + ".");
    }

    static RelocationException narrow(Path place) {
        return new RelocationException(
                Kind.NARROW,
                "The file " + VisibleText.of(place.toString()) + " of the installation is a 32-bit program or library."
                        + " Bundles are for 64-bit systems only.");
    }

    static RelocationException nativeCpu(String argument) {
        return new RelocationException(
                Kind.NATIVE_CPU,
                "The installation was compiled for the CPU of this machine alone, by " + argument + ".");
    }
}
