package io.github.mesosbuild.verify;

/** Why an archive is not trusted; where several reasons hold the first in this order is given. */
public enum TrustRefusal {
    /** The archive has not a pinned digest. */
    WRONG_DIGEST,
    /** The bytes are not those that were signed, or the signature contradicts itself. */
    BAD_SIGNATURE,
    /** Checksum files, or lines in one of them, contradict each other. */
    CONTRADICTORY_CHECKSUMS,
    /** A checksum file states another digest than the archive has. */
    DISAGREEING_CHECKSUM,
    /** The key that signed was revoked. */
    REVOKED_KEY,
    /** The key that signed had expired, did not exist yet or is no valid signing key. */
    INVALID_KEY,
    /** The signature has expired or was made later than now. */
    SIGNATURE_OUT_OF_TIME,
    /** The key that signed is known but may not sign this release. */
    SIGNER_NOT_ALLOWED,
    /** The key that signed was not given. */
    UNKNOWN_KEY,
    /** The signature was made over MD5, SHA-1 or RIPEMD-160. */
    WEAK_SIGNATURE,
    /** The signature file holds something else than a detached signature that can be checked. */
    NOT_A_DETACHED_SIGNATURE,
    /** A checksum file, or a digest in it, was cut off. */
    TRUNCATED_CHECKSUM,
    /** A checksum file speaks of other files only. */
    FOREIGN_CHECKSUM,
    /** A checksum file is empty, unreadable or in no known dialect. */
    UNREADABLE_CHECKSUM,
    /** No more than a SHA-1 matches. */
    SHA1_ONLY,
    /** No more than an MD5 matches. */
    MD5_ONLY,
    /** A strong checksum matches, but it comes from where the archive comes from. */
    CHECKSUM_FILE_ONLY,
    /** There is nothing that could prove anything. */
    NOTHING_PINNED_AND_NO_SIGNATURE;

    static TrustRefusal of(EvidenceVerdict.Kind kind) {
        return switch (kind) {
            case PIN_MISMATCHED -> WRONG_DIGEST;
            case CHECKSUM_DISAGREED -> DISAGREEING_CHECKSUM;
            case CHECKSUM_CONTRADICTORY -> CONTRADICTORY_CHECKSUMS;
            case CHECKSUM_TRUNCATED -> TRUNCATED_CHECKSUM;
            case CHECKSUM_FOREIGN -> FOREIGN_CHECKSUM;
            case CHECKSUM_EMPTY, CHECKSUM_UNREADABLE -> UNREADABLE_CHECKSUM;
            case SIGNATURE_BAD, ISSUER_CONTRADICTORY -> BAD_SIGNATURE;
            case KEY_REVOKED -> REVOKED_KEY;
            case KEY_EXPIRED_BEFORE_SIGNING, KEY_YOUNGER_THAN_SIGNATURE, KEY_INVALID -> INVALID_KEY;
            case SIGNATURE_EXPIRED, SIGNED_IN_THE_FUTURE -> SIGNATURE_OUT_OF_TIME;
            case SIGNER_NOT_ALLOWED -> SIGNER_NOT_ALLOWED;
            case KEY_UNKNOWN -> UNKNOWN_KEY;
            case SIGNATURE_WEAK -> WEAK_SIGNATURE;
            case NOT_DETACHED, NOT_A_SIGNATURE, SIGNATURE_OF_OTHER_TYPE, SIGNATURE_UNSUPPORTED ->
                NOT_A_DETACHED_SIGNATURE;
            case SIGNATURE_MISSING,
                    PIN_MATCHED,
                    CHECKSUM_AGREED,
                    SIGNATURE_GOOD,
                    KEY_EXPIRED_SINCE,
                    KEY_RETIRED_SINCE -> NOTHING_PINNED_AND_NO_SIGNATURE;
        };
    }
}
