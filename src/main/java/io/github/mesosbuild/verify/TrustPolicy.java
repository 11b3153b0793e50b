package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import java.util.List;
import java.util.Set;

/**
 * The pins and keys that are trusted before anything is fetched.
 *
 * @param pins the pinned digests, all of which the archive must have
 * @param keys the known OpenPGP keys; no other key is ever looked up
 * @param signers the full fingerprints of the primary keys that may sign; empty allows every key in {@code keys}
 * @param acceptWeakSignatures whether a signature over SHA-1 or RIPEMD-160 is enough on its own; MD5 never is
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
