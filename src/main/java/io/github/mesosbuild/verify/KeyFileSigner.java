package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Signs with a secret key from a file, such as {@code gpg --export-secret-keys} writes. No gpg is needed. The key of a file with an
 * offline primary key ({@code gpg --export-secret-subkeys}) is a subkey.
 *
 * <p>The permissions of the file are not checked: only its owner should be able to read it, above all if it has no passphrase.
 */
public final class KeyFileSigner implements DetachedSigner {
    private static final byte[] TRIAL = "mesos-maven-plugin".getBytes(StandardCharsets.US_ASCII);

    private final SigningCandidate key;
    private final Clock clock;
    private PGPPrivateKey unlocked;

    private KeyFileSigner(SigningCandidate key, PGPPrivateKey unlocked, Clock clock) {
        this.key = key;
        this.unlocked = unlocked;
        this.clock = clock;
    }

    /**
     * Reads and unlocks a key, and proves with a trial signature that its secret part belongs to its public part. The newest subkey
     * that can sign is used, or else the primary key.
     *
     * @param file an armored or binary file with one key, or with several of which one can sign; at most 4 MiB
     * @param passphrase the passphrase, which is overwritten here; not used if the key is not protected
     * @param fingerprint the fingerprint of the primary key, or of the subkey to use; empty to let the file decide
     * @param clock the clock that decides whether the key has expired, and gives signatures their time
     * @throws SigningException if there is no such key, or it cannot be used
     */
    public static KeyFileSigner open(
            Path file, Optional<char[]> passphrase, Optional<Fingerprint> fingerprint, Clock clock)
            throws SigningException {
        try {
            SigningCandidate key =
                    SigningCandidate.choose(file, SecretKeyFile.read(file), fingerprint, clock.instant());
            PGPPrivateKey unlocked = KeyUnlocking.unlock(key, passphrase);
            requireMatch(key, unlocked, clock.instant());
            return new KeyFileSigner(key, unlocked, clock);
        } finally {
            passphrase.ifPresent(secret -> Arrays.fill(secret, '\0'));
        }
    }

    // A signature by a key whose public part was exchanged can reveal the secret part.
    private static void requireMatch(SigningCandidate key, PGPPrivateKey unlocked, Instant now)
            throws SigningException {
        try {
            PGPSignatureGenerator generator = generator(key.publicKey(), unlocked, now);
            generator.update(TRIAL);
            PGPSignature signature = generator.generate();
            signature.init(new BcPGPContentVerifierBuilderProvider(), key.publicKey());
            signature.update(TRIAL);
            if (signature.verify()) {
                return;
            }
        } catch (PGPException | RuntimeException e) {
            throw mismatch(key, e);
        }
        throw mismatch(key, null);
    }

    private static SigningException mismatch(SigningCandidate key, Throwable cause) {
        return SigningException.damaged(
                key.file(), "the secret part of " + key.name() + " does not match its public part", cause);
    }

    /** Returns the fingerprint of the key or subkey that signs. */
    public Fingerprint fingerprint() {
        return key.fingerprint();
    }

    @Override
    public byte[] sign(Path file) throws SigningException, IOException, InterruptedException {
        if (unlocked == null) {
            throw new IllegalStateException("This signer is closed.");
        }
        Instant now = clock.instant();
        Optional<SigningException> obstacle = key.obstacle(now);
        if (obstacle.isPresent()) {
            throw obstacle.get();
        }
        try (InputStream in = Files.newInputStream(file)) {
            PGPSignatureGenerator generator = generator(key.publicKey(), unlocked, now);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("The signing of " + file + " was interrupted.");
                }
                generator.update(buffer, 0, read);
            }
            return armored(generator.generate());
        } catch (PGPException e) {
            throw new IllegalStateException("The trial signature succeeded, but not the signature of " + file, e);
        }
    }

    // As GnuPG, which keeps the issuer's ID outside the signed part. Version 6 has no key IDs (RFC 9580, 5.2.3.12).
    private static PGPSignatureGenerator generator(PGPPublicKey key, PGPPrivateKey unlocked, Instant now)
            throws PGPException {
        PGPSignatureSubpacketGenerator signed = new PGPSignatureSubpacketGenerator();
        signed.setIssuerFingerprint(false, key);
        signed.setSignatureCreationTime(false, Date.from(now));
        PGPSignatureSubpacketGenerator unsigned = new PGPSignatureSubpacketGenerator();
        if (key.getVersion() <= PublicKeyPacket.VERSION_4) {
            unsigned.setIssuerKeyID(false, key.getKeyID());
        }
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(key.getAlgorithm(), HashAlgorithmTags.SHA512), key);
        generator.init(PGPSignature.BINARY_DOCUMENT, unlocked);
        generator.setHashedSubpackets(signed.generate());
        generator.setUnhashedSubpackets(unsigned.generate());
        return generator;
    }

    private static byte[] armored(PGPSignature signature) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArmoredOutputStream armored =
                ArmoredOutputStream.builder().clearHeaders().build(out)) {
            signature.encode(armored);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        unlocked = null;
    }
}
