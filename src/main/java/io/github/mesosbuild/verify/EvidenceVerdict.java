package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import java.util.Optional;

/**
 * The verdict on one piece of evidence: a pin, a checksum file or a signature.
 *
 * @param kind what was found
 * @param effect how it affects the decision on the archive
 * @param sentence the finding with its values, as readable text
 * @param digest the pinned or published digest, if the evidence is a digest
 * @param signature the signer, time and key, if the evidence is a signature
 */
public record EvidenceVerdict(
        Kind kind, Effect effect, String sentence, Optional<Digest> digest, Optional<Signature> signature) {

    /** The effect of a verdict on the decision about the archive; {@link Verifier} has the table. */
    public enum Effect {
        /** Proves that the archive is the one that someone trusted vouched for. */
        VOUCHES,
        /** Agrees with the archive, but proves nothing on its own. */
        AGREES,
        /** Refuses the archive unless other evidence vouches for it. */
        REFUSES_UNLESS_VOUCHED,
        /** Refuses the archive unless a pinned SHA-256 or SHA-512 matches. */
        REFUSES_UNLESS_PINNED,
        /** Refuses the archive regardless of other evidence. */
        REFUSES
    }

    /** All possible findings. */
    public enum Kind {
        /** The archive has the pinned digest. */
        PIN_MATCHED,
        /** The archive does not have the pinned digest. */
        PIN_MISMATCHED,

        /** The checksum file lists the archive's digest. */
        CHECKSUM_AGREED,
        /** The checksum file lists a different digest. */
        CHECKSUM_DISAGREED,
        /** The checksum file, or a digest in it, is truncated. */
        CHECKSUM_TRUNCATED,
        /** The checksum file lists only other files. */
        CHECKSUM_FOREIGN,
        /** The checksum file is empty. */
        CHECKSUM_EMPTY,
        /** The checksum file cannot be read, or has no digest in a known format. */
        CHECKSUM_UNREADABLE,
        /** A checksum file lists two different digests, or one checksum file agrees and another does not. */
        CHECKSUM_CONTRADICTORY,

        /** The archive was signed with a valid, allowed key. */
        SIGNATURE_GOOD,
        /** The archive was signed while the key was valid; the key expired later. */
        KEY_EXPIRED_SINCE,
        /** The archive was signed while the key was valid; the key was superseded or retired later. */
        KEY_RETIRED_SINCE,
        /** The signature matches but uses a digest algorithm that can be forged. */
        SIGNATURE_WEAK,
        /** The signature does not match the archive. */
        SIGNATURE_BAD,
        /** The signing key is not among the configured keys. */
        KEY_UNKNOWN,
        /** The signing key is known but not allowed to sign this release. */
        SIGNER_NOT_ALLOWED,
        /** The signing key was revoked, or was retired before the time of signing. */
        KEY_REVOKED,
        /** The signing key had expired before the time of signing. */
        KEY_EXPIRED_BEFORE_SIGNING,
        /** The signing key was created after the time of signing. */
        KEY_YOUNGER_THAN_SIGNATURE,
        /** The signing key is not properly certified, too short, or not meant for signing. */
        KEY_INVALID,
        /** The time of signing is in the future. */
        SIGNED_IN_THE_FUTURE,
        /** The signature has an expiration time, which has passed. */
        SIGNATURE_EXPIRED,
        /** The signature names two different issuers. */
        ISSUER_CONTRADICTORY,
        /** The signature is of a type that does not cover the bytes of a file. */
        SIGNATURE_OF_OTHER_TYPE,
        /** The signature uses an unsupported format or algorithm. */
        SIGNATURE_UNSUPPORTED,
        /** The signature file is a signed message with its own content. */
        NOT_DETACHED,
        /** The signature file contains no signature, or a damaged one. */
        NOT_A_SIGNATURE,
        /** There is no signature file. */
        SIGNATURE_MISSING
    }

    EvidenceVerdict(Kind kind, Effect effect, String sentence) {
        this(kind, effect, sentence, Optional.empty(), Optional.empty());
    }

    /** Returns whether this evidence is in favor of the archive. */
    public boolean accepted() {
        return effect == Effect.VOUCHES || effect == Effect.AGREES;
    }

    EvidenceVerdict withEffect(Effect changed) {
        return new EvidenceVerdict(kind, changed, sentence, digest, signature);
    }
}
