package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import java.util.List;
import java.util.Set;

/**
 * What is trusted before anything is fetched.
 *
 * @param pins digests that were vouched for; the archive must have every one of them
 * @param keys the OpenPGP keys that are known; no other is ever looked for
 * @param signers the full fingerprints of the primary keys that may sign; empty means every key of {@code keys}
 * @param acceptWeakSignatures whether a signature over SHA-1 or RIPEMD-160 vouches by itself; MD5 never does
 */
public record TrustPolicy(List<Pin> pins, KeyRing keys, Set<Fingerprint> signers, boolean acceptWeakSignatures) {
    /** Copies the collections. */
    public TrustPolicy {
        pins = List.copyOf(pins);
        signers = Set.copyOf(signers);
    }

    boolean maySign(Fingerprint primary) {
        return signers.isEmpty() || signers.contains(primary);
    }
}
