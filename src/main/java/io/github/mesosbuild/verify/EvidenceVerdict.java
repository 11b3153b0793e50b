package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import java.util.Optional;

/**
 * What one piece of evidence says: a pin, a checksum file or one signature.
 *
 * @param kind what was found
 * @param effect what that means for the whole
 * @param sentence what happened, with the values, for people
 * @param digest what was pinned or stated, if it is about a digest
 * @param signature who signed when with which key, as far as a signature says so
 */
public record EvidenceVerdict(
        Kind kind, Effect effect, String sentence, Optional<Digest> digest, Optional<Signature> signature) {

    /** What a verdict means for the whole; {@link Verifier} has the table. */
    public enum Effect {
        /** It proves that these are the bytes that somebody trusted vouched for. */
        VOUCHES,
        /** It agrees, but proves nothing by itself. */
        AGREES,
        /** It is refused unless something else vouches for the bytes. */
        REFUSES_UNLESS_VOUCHED,
        /** It is refused unless a pinned SHA-256 or SHA-512 matches. */
        REFUSES_UNLESS_PINNED,
        /** It is refused whatever else is found. */
        REFUSES
    }

    /** Everything that can be found. */
    public enum Kind {
        /** The archive has the pinned digest. */
        PIN_MATCHED,
        /** The archive has another digest than the pinned one. */
        PIN_MISMATCHED,

        /** The checksum file states the digest that the archive has. */
        CHECKSUM_AGREED,
        /** The checksum file states another digest. */
        CHECKSUM_DISAGREED,
        /** The checksum file, or a digest in it, was cut off. */
        CHECKSUM_TRUNCATED,
        /** The checksum file speaks of other files only. */
        CHECKSUM_FOREIGN,
        /** There is nothing in the checksum file. */
        CHECKSUM_EMPTY,
        /** There is no digest in any known dialect in it, or it could not be read. */
        CHECKSUM_UNREADABLE,
        /** One checksum file states two different digests, or one file agrees and another does not. */
        CHECKSUM_CONTRADICTORY,

        /** Signed by an allowed key that is valid. */
        SIGNATURE_GOOD,
        /** Signed while the key was valid; it expired later. */
        KEY_EXPIRED_SINCE,
        /** Signed while the key was valid; it was superseded or retired later. */
        KEY_RETIRED_SINCE,
        /** The signature fits but was made over a digest that can be forged. */
        SIGNATURE_WEAK,
        /** The bytes are not those that were signed. */
        SIGNATURE_BAD,
        /** Signed by a key that was not given. */
        KEY_UNKNOWN,
        /** Signed by a known key that may not sign this release. */
        SIGNER_NOT_ALLOWED,
        /** Signed by a key that was revoked, or retired before it signed. */
        KEY_REVOKED,
        /** The key had expired before it signed. */
        KEY_EXPIRED_BEFORE_SIGNING,
        /** The key was made after it is said to have signed. */
        KEY_YOUNGER_THAN_SIGNATURE,
        /** The key does not prove that it belongs together or that it is for signing. */
        KEY_INVALID,
        /** The time of signing is later than now. */
        SIGNED_IN_THE_FUTURE,
        /** The signature was limited in time by its signer. */
        SIGNATURE_EXPIRED,
        /** It names two different issuers. */
        ISSUER_CONTRADICTORY,
        /** It is a signature, but not of the bytes of a file. */
        SIGNATURE_OF_OTHER_TYPE,
        /** It uses what this program does not know. */
        SIGNATURE_UNSUPPORTED,
        /** It is a signed message that holds its own text. */
        NOT_DETACHED,
        /** It is something else than a signature, or a damaged one. */
        NOT_A_SIGNATURE,
        /** There is no signature file. */
        SIGNATURE_MISSING
    }

    EvidenceVerdict(Kind kind, Effect effect, String sentence) {
        this(kind, effect, sentence, Optional.empty(), Optional.empty());
    }

    /** Whether nothing speaks against the archive here. */
    public boolean accepted() {
        return effect == Effect.VOUCHES || effect == Effect.AGREES;
    }

    EvidenceVerdict with(Effect other) {
        return new EvidenceVerdict(kind, other, sentence, digest, signature);
    }
}
