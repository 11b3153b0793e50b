package io.github.mesosbuild.verify;

import io.github.mesosbuild.failure.Failure;

/** Thrown if an archive is not trusted. The message gives the reason. */
public final class VerificationException extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Verification verification;
    private final transient Evidence evidence;

    /**
     * Creates the exception for a refused archive.
     *
     * @throws IllegalArgumentException if the archive is trusted
     */
    public VerificationException(Verification verification, Evidence evidence) {
        super(verification.sentence());
        if (verification.trusted()) {
            throw new IllegalArgumentException(evidence.fileName() + " is trusted");
        }
        this.verification = verification;
        this.evidence = evidence;
    }

    /** Returns all verdicts. */
    public Verification verification() {
        return verification;
    }

    /** Returns the evidence that was checked. */
    public Evidence evidence() {
        return evidence;
    }

    /** Returns why the archive is refused. */
    public TrustRefusal refusal() {
        return verification.refusal().orElseThrow();
    }
}
