package io.github.mesosbuild.verify;

import io.github.mesosbuild.failure.Failure;

/** An archive is not trusted; the message is the sentence that says why. */
public final class VerificationException extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Verification verification;
    private final transient Evidence evidence;

    /**
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

    /** All that was found. */
    public Verification verification() {
        return verification;
    }

    /** What was judged. */
    public Evidence evidence() {
        return evidence;
    }

    /** Why the archive is refused. */
    public TrustRefusal refusal() {
        return verification.refusal().orElseThrow();
    }
}
