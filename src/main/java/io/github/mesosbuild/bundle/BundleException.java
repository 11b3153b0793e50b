package io.github.mesosbuild.bundle;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;

/** Thrown if there is no usable bundle and there must be one. */
public final class BundleException extends Failure {
    private static final long serialVersionUID = 1L;

    /** The kind of failure. */
    public enum Kind {
        /** There is no bundle that can be used. */
        MISSED,
        /** A file is not a bundle. */
        NO_BUNDLE,
        /** A bundle has a format that this version of the plugin does not know. */
        NEWER,
        /** A bundle is not trusted. */
        NOT_TRUSTED,
        /** A repository does not take a bundle. */
        NOT_DEPLOYED,
        /** A repository cannot be asked. */
        UNREACHABLE
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

    static BundleException missed(String sentence) {
        return new BundleException(Kind.MISSED, sentence, null);
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
