package io.github.mesosbuild.bundle;

import io.github.mesosbuild.failure.Failure;

/** Thrown if there is no bundle and there must be one. */
public final class BundleException extends Failure {
    private static final long serialVersionUID = 1L;

    private BundleException(String sentence) {
        super(sentence);
    }

    static BundleException missed(String sentence) {
        return new BundleException(sentence);
    }
}
