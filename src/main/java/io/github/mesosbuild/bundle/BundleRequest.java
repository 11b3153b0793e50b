package io.github.mesosbuild.bundle;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.verify.KeyRing;
import java.util.List;
import java.util.Set;

/**
 * What the user accepts as a bundle.
 *
 * @param group the group ID
 * @param compatible whether a bundle that was built from other inputs is accepted if it fits this machine
 * @param required whether it is a failure if there is no bundle
 * @param trustRepository whether a bundle without a signature or a pinned digest is accepted
 * @param keys the keys of possible signers
 * @param signers the primary fingerprints of the keys that may sign; all keys if empty
 * @param pins the digests of accepted bundles
 */
public record BundleRequest(
        String group,
        boolean compatible,
        boolean required,
        boolean trustRepository,
        KeyRing keys,
        Set<Fingerprint> signers,
        List<Digest> pins) {
    public BundleRequest {
        signers = Set.copyOf(signers);
        pins = List.copyOf(pins);
    }
}
