package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The decision whether an archive is trusted, and why.
 *
 * @param verdicts the verdicts on pins, checksum files and signatures, in that order
 * @param refusal why the archive is refused; empty if it is trusted
 * @param sentence the decision and its reasons, as readable text
 * @param pins the pinned digests that were checked
 * @param signers the primary keys that may sign; empty allows every configured key
 * @param at when the archive was verified
 */
public record Verification(
        List<EvidenceVerdict> verdicts,
        Optional<TrustRefusal> refusal,
        String sentence,
        List<Pin> pins,
        Set<Fingerprint> signers,
        Instant at) {
    /** Copies the collections. */
    public Verification {
        verdicts = List.copyOf(verdicts);
        pins = List.copyOf(pins);
        signers = Set.copyOf(signers);
    }

    /** Returns whether the archive is trusted. */
    public boolean trusted() {
        return refusal.isEmpty();
    }
}
