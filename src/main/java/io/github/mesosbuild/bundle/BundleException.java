package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Thrown if there is no usable bundle and there must be one. */
public final class BundleException extends Failure {
    private static final long serialVersionUID = 1L;

    /** The kind of failure. */
    public enum Kind {
        /** There is no bundle that can be used. */
        MISSED,
        /** A file is not a bundle. */
        NO_BUNDLE,
        /** A bundle is not complete, or was changed. */
        DAMAGED,
        /** A bundle has a format that this version of the plugin does not know. */
        NEWER,
        /** A bundle is not trusted. */
        NOT_TRUSTED,
        /** A repository does not take a bundle. */
        NOT_DEPLOYED,
        /** A repository cannot be asked. */
        UNREACHABLE,
        /** The program that compresses a format is missing. */
        NO_PROGRAM,
        /** This JVM has too little memory to compress a format. */
        NO_MEMORY,
        /** The program that compresses failed. */
        NOT_COMPRESSED
    }

    private final Kind kind;

    private BundleException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** @param install the command that installs the program, if it is known */
    static BundleException noProgram(ArchiveFormat format, String program, Optional<List<String>> install) {
        return new BundleException(
                Kind.NO_PROGRAM,
                "The program " + program + ", which mesos.bundle.format=" + format.extension()
                        + " needs, is not on the PATH"
                        + install.map(command -> ": " + String.join(" ", command))
                                .orElse("") + ".",
                null);
    }

    /**
     * Returns the failure to compress in this JVM.
     *
     * @param needed in bytes
     * @param memory that it has, in bytes
     */
    static BundleException noMemory(ArchiveFormat format, long needed, long memory) {
        return new BundleException(
                Kind.NO_MEMORY,
                "Maven has too little memory for mesos.bundle.format=" + format.extension() + ": compressing needs "
                        + (needed >> 20) + " MiB, at most half of Maven's " + (memory >> 20) + " MiB.",
                null);
    }

    /** @param why a clause that names the program */
    static BundleException notCompressed(Path file, String why) {
        return new BundleException(
                Kind.NOT_COMPRESSED, "Cannot compress " + file + ": " + VisibleText.of(why) + ".", null);
    }

    static BundleException missed(String sentence) {
        return new BundleException(Kind.MISSED, sentence, null);
    }

    static BundleException damaged(Path file, UnpackException why) {
        return new BundleException(
                Kind.DAMAGED,
                "The bundle " + file + " is damaged: "
                        + why.getMessage().replaceFirst("^Cannot unpack " + Pattern.quote(file + ": "), ""),
                why);
    }

    static BundleException noBundle(Path file, ConfigException why) {
        if (why instanceof NewerFormatException newer) {
            return new BundleException(Kind.NEWER, "The bundle " + file + " " + newer.clause() + ".", why);
        }
        return new BundleException(
                Kind.NO_BUNDLE, "The file " + file + " is not a bundle of this plugin. " + why.getMessage(), why);
    }

    /** Returns the failure of a goal that only looks at a bundle. */
    public static BundleException notTrusted(Path file, String verdict) {
        return new BundleException(Kind.NOT_TRUSTED, "The bundle " + file + " is not trusted: " + verdict, null);
    }

    /**
     * Returns the failure of an upload.
     *
     * @param why the reason; its message is a sentence
     */
    static BundleException notDeployed(IOException why) {
        return new BundleException(Kind.NOT_DEPLOYED, why.getMessage(), why);
    }

    /**
     * Returns the failure of a question to a repository.
     *
     * @param why the reason; its message is a sentence
     */
    static BundleException unreachable(IOException why) {
        return new BundleException(Kind.UNREACHABLE, why.getMessage(), why);
    }
}
