package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an archive may be trusted, and why.
 *
 * @param verdicts one for each pin, checksum file and signature, in that order
 * @param refusal why not; empty if the archive is trusted
 * @param sentence why it is trusted or refused, for people
 * @param pins what was pinned by whom
 * @param signers the primary keys that may sign; empty means every given key
 * @param at when this was judged
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

    /** Whether the archive may be used. */
    public boolean trusted() {
        return refusal.isEmpty();
    }
}
