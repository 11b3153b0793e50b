package io.github.mesosbuild.verify;

import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;

/** Names and strength of the algorithms of OpenPGP signatures (RFC 9580, 9.1 and 9.5). */
final class Algorithms {
    enum Strength {
        STRONG,
        /** Colliding files can be made with great effort: SHA-1, RIPEMD-160. */
        WEAK,
        /** Anyone can make colliding files: MD5. */
        BROKEN
    }

    // Deprecated by RFC 4880, and its constant by the library, but keys made with PGP 5 use it.
    static final int RSA_FOR_SIGNING_ONLY = 3;

    private Algorithms() {}

    static Strength strength(int hash) {
        return switch (hash) {
            case HashAlgorithmTags.SHA224,
                    HashAlgorithmTags.SHA256,
                    HashAlgorithmTags.SHA384,
                    HashAlgorithmTags.SHA512,
                    HashAlgorithmTags.SHA3_256,
                    HashAlgorithmTags.SHA3_512 -> Strength.STRONG;
            case HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160 -> Strength.WEAK;
            default -> Strength.BROKEN;
        };
    }

    static boolean isKnownHash(int hash) {
        return !hash(hash).startsWith("digest");
    }

    static String hash(int hash) {
        return switch (hash) {
            case HashAlgorithmTags.MD5 -> "MD5";
            case HashAlgorithmTags.SHA1 -> "SHA-1";
            case HashAlgorithmTags.RIPEMD160 -> "RIPEMD-160";
            case HashAlgorithmTags.SHA224 -> "SHA-224";
            case HashAlgorithmTags.SHA256 -> "SHA-256";
            case HashAlgorithmTags.SHA384 -> "SHA-384";
            case HashAlgorithmTags.SHA512 -> "SHA-512";
            case HashAlgorithmTags.SHA3_256 -> "SHA3-256";
            case HashAlgorithmTags.SHA3_512 -> "SHA3-512";
            default -> "digest algorithm " + hash;
        };
    }

    static String key(int key) {
        return switch (key) {
            case PublicKeyAlgorithmTags.RSA_GENERAL, RSA_FOR_SIGNING_ONLY -> "RSA";
            case PublicKeyAlgorithmTags.DSA -> "DSA";
            case PublicKeyAlgorithmTags.ECDSA -> "ECDSA";
            case PublicKeyAlgorithmTags.EDDSA_LEGACY -> "EdDSA";
            case PublicKeyAlgorithmTags.Ed25519 -> "Ed25519";
            case PublicKeyAlgorithmTags.Ed448 -> "Ed448";
            default -> "key algorithm " + key;
        };
    }
}
