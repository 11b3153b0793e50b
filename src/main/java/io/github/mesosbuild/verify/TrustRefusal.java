package io.github.mesosbuild.verify;

/** The reasons why an archive is not trusted. If several apply, the first in this order is reported. */
public enum TrustRefusal {
    /** The archive does not have a pinned digest. */
    WRONG_DIGEST,
    /** The signature does not match the archive, or contradicts itself. */
    BAD_SIGNATURE,
    /** Checksum files, or lines in a checksum file, contradict each other. */
    CONTRADICTORY_CHECKSUMS,
    /** A checksum file lists a different digest. */
    DISAGREEING_CHECKSUM,
    /** The signing key was revoked. */
    REVOKED_KEY,
    /** The signing key had expired, did not exist yet, or is not a valid signing key. */
    INVALID_KEY,
    /** The signature has expired, or its time is in the future. */
    SIGNATURE_OUT_OF_TIME,
    /** The signing key is known but not allowed to sign this release. */
    SIGNER_NOT_ALLOWED,
    /** The signing key is not among the configured keys. */
    UNKNOWN_KEY,
    /** The signature uses MD5, SHA-1 or RIPEMD-160. */
    WEAK_SIGNATURE,
    /** The signature file contains no detached signature that can be checked. */
    NOT_A_DETACHED_SIGNATURE,
    /** A checksum file, or a digest in it, is truncated. */
    TRUNCATED_CHECKSUM,
    /** A checksum file lists only other files. */
    FOREIGN_CHECKSUM,
    /** A checksum file is empty, unreadable or in an unknown format. */
    UNREADABLE_CHECKSUM,
    /** Only a SHA-1 matches. */
    SHA1_ONLY,
    /** Only an MD5 matches. */
    MD5_ONLY,
    /** A strong checksum matches, but it comes from the same server as the archive. */
    CHECKSUM_FILE_ONLY,
    /** No evidence exists. */
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
