package io.github.mesosbuild.verify;

import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/** Decrypts the secret part of a key. */
final class KeyUnlocking {
    /** Half of the heap: Maven needs the rest. */
    private static final int PART_OF_HEAP = 2;

    /** Eight times the stronger of the two recommended settings (RFC 9580, 3.7.1.4). About a minute. */
    private static final long MOST_WORK = 16L << 30;

    /** All of RFC 9580, 9.3. */
    private static final Set<Integer> CIPHERS = Set.of(
            SymmetricKeyAlgorithmTags.IDEA,
            SymmetricKeyAlgorithmTags.TRIPLE_DES,
            SymmetricKeyAlgorithmTags.CAST5,
            SymmetricKeyAlgorithmTags.BLOWFISH,
            SymmetricKeyAlgorithmTags.AES_128,
            SymmetricKeyAlgorithmTags.AES_192,
            SymmetricKeyAlgorithmTags.AES_256,
            SymmetricKeyAlgorithmTags.TWOFISH,
            SymmetricKeyAlgorithmTags.CAMELLIA_128,
            SymmetricKeyAlgorithmTags.CAMELLIA_192,
            SymmetricKeyAlgorithmTags.CAMELLIA_256);

    private KeyUnlocking() {}

    /** @throws SigningException if the passphrase is missing or wrong, or the key cannot be read */
    static PGPPrivateKey unlock(SigningCandidate key, Optional<char[]> passphrase) throws SigningException {
        return unlock(key, passphrase, Runtime.getRuntime().maxMemory());
    }

    /**
     * Decrypts a key.
     *
     * @param heap the largest heap of this JVM, in bytes
     */
    static PGPPrivateKey unlock(SigningCandidate key, Optional<char[]> passphrase, long heap) throws SigningException {
        PGPSecretKey secret = key.secretKey().orElseThrow();
        boolean isProtected = secret.getS2KUsage() != SecretKeyPacket.USAGE_NONE;
        if (isProtected && passphrase.isEmpty()) {
            throw SigningException.passphraseMissing(key.file(), key.name());
        }
        if (isProtected && !CIPHERS.contains(secret.getKeyEncryptionAlgorithm())) {
            throw SigningException.unsupported(
                    key.file(), key.name(), "it is protected with cipher " + secret.getKeyEncryptionAlgorithm());
        }
        if (isProtected) {
            requireAffordable(key, secret.getS2K(), heap);
        }
        try {
            return secret.extractPrivateKey(
                    isProtected
                            ? new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                                    .build(passphrase.get())
                            : null);
        } catch (PGPException e) {
            throw isProtected ? SigningException.passphraseWrong(key.file(), key.name(), e) : unreadable(key, e);
        } catch (RuntimeException e) {
            throw unreadable(key, e);
        }
    }

    private static SigningException unreadable(SigningCandidate key, Exception cause) {
        return SigningException.damaged(
                key.file(),
                "the secret part of " + key.name() + " cannot be read (" + VisibleText.of("" + cause.getMessage())
                        + ")",
                cause);
    }

    // The count of an iterated S2K cannot exceed 65 MB of hashing (RFC 9580, 3.7.1.3), but Argon2 can ask for 2 TiB.
    private static void requireAffordable(SigningCandidate key, S2K protection, long heap) throws SigningException {
        if (protection == null || protection.getType() != S2K.ARGON_2) {
            return;
        }
        long memory = 1024L << Math.min(protection.getMemorySizeExponent(), 31);
        if (memory > heap / PART_OF_HEAP) {
            throw SigningException.tooCostly(
                    key.file(),
                    key.name(),
                    "its protection (Argon2) needs " + Quantities.gibibytes(memory)
                            + " of memory, and half of Maven's heap is " + Quantities.gibibytes(heap / PART_OF_HEAP));
        }
        if (memory * protection.getPasses() > MOST_WORK) {
            throw SigningException.tooCostly(
                    key.file(),
                    key.name(),
                    "its protection (Argon2) hashes " + Quantities.gibibytes(memory * protection.getPasses())
                            + ", and the limit is " + Quantities.gibibytes(MOST_WORK));
        }
    }
}
