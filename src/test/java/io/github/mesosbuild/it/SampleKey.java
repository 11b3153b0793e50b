package io.github.mesosbuild.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcaKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;

/**
 * An OpenPGP key (RSA, 2048 bits, version 4) that signs releases. It can be published in several states; its
 * fingerprint is the same in all, because that covers only the key's material and time of creation (RFC 4880, 12.2).
 */
final class SampleKey {
    private final String userId;
    private final Instant created;
    private final PGPKeyPair pair;

    private SampleKey(String userId, Instant created, PGPKeyPair pair) {
        this.userId = userId;
        this.created = created;
        this.pair = pair;
    }

    static SampleKey generate(String userId, Instant created) throws GeneralSecurityException, PGPException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return new SampleKey(
                userId,
                created,
                new JcaPGPKeyPair(
                        PublicKeyPacket.VERSION_4,
                        PublicKeyAlgorithmTags.RSA_GENERAL,
                        generator.generateKeyPair(),
                        Date.from(created)));
    }

    /** Forty hexadecimal digits, upper case. */
    String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(pair.getPublicKey().getFingerprint());
    }

    /** The public key that is valid for ever, in a file as Apache's KEYS files are: text, then an armoured block. */
    byte[] published() throws IOException, PGPException {
        return keysFile(certified(Duration.ZERO));
    }

    /** The public key that expires so long after its creation. */
    byte[] publishedExpiring(Duration afterCreation) throws IOException, PGPException {
        return keysFile(certified(afterCreation));
    }

    /** The public key with its owner's word that it is compromised since then. */
    byte[] publishedRevoked(Instant when) throws IOException, PGPException {
        return publishedRevoked(when, RevocationReasonTags.KEY_COMPROMISED, "the laptop was stolen");
    }

    /** The public key with its owner's word that it is no longer used since then. */
    byte[] publishedRetired(Instant when) throws IOException, PGPException {
        return publishedRevoked(when, RevocationReasonTags.KEY_RETIRED, "I left the project");
    }

    private byte[] publishedRevoked(Instant when, byte reason, String comment) throws IOException, PGPException {
        PGPSignatureSubpacketGenerator subpackets = subpackets(when);
        subpackets.setRevocationReason(false, reason, comment);
        PGPSignatureGenerator generator = generator(PGPSignature.KEY_REVOCATION, HashAlgorithmTags.SHA512, subpackets);
        PGPPublicKey key = certified(Duration.ZERO);
        return keysFile(PGPPublicKey.addCertification(key, generator.generateCertification(key)));
    }

    /**
     * The public key with another one as its subkey for signing.
     *
     * @param agreed whether the subkey says so too, as it must (RFC 4880, 5.2.1: type 0x19)
     */
    byte[] publishedWith(SampleKey subkey, boolean agreed) throws IOException, PGPException {
        PGPPublicKey own = pair.getPublicKey();
        PGPPublicKey other = subkey.pair.getPublicKey();
        PGPSignatureSubpacketGenerator subpackets = subpackets(created);
        subpackets.setKeyFlags(true, KeyFlags.SIGN_DATA);
        if (agreed) {
            subpackets.addEmbeddedSignature(
                    true,
                    subkey.generator(
                                    PGPSignature.PRIMARYKEY_BINDING,
                                    HashAlgorithmTags.SHA512,
                                    subkey.subpackets(created))
                            .generateCertification(own, other));
        }
        PublicKeyPacket packet = other.getPublicKeyPacket();
        PGPPublicKey bound = PGPPublicKey.addCertification(
                new PGPPublicKey(
                        new PublicSubkeyPacket(
                                packet.getVersion(), packet.getAlgorithm(), packet.getTime(), packet.getKey()),
                        new JcaKeyFingerprintCalculator()),
                generator(PGPSignature.SUBKEY_BINDING, HashAlgorithmTags.SHA512, subpackets)
                        .generateCertification(own, other));
        return keysFile(certified(Duration.ZERO), bound);
    }

    private PGPPublicKey certified(Duration validity) throws PGPException {
        PGPSignatureSubpacketGenerator subpackets = subpackets(created);
        subpackets.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        if (!validity.isZero()) {
            subpackets.setKeyExpirationTime(true, validity.toSeconds());
        }
        PGPSignatureGenerator generator =
                generator(PGPSignature.POSITIVE_CERTIFICATION, HashAlgorithmTags.SHA512, subpackets);
        PGPPublicKey key = pair.getPublicKey();
        return PGPPublicKey.addCertification(key, userId, generator.generateCertification(userId, key));
    }

    private byte[] keysFile(PGPPublicKey... keys) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(("This file contains the keys of those who sign releases of sample.\n\npub   rsa2048\n      "
                        + fingerprint() + "\nuid   " + userId + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
        try (ArmoredOutputStream armor = ArmoredOutputStream.builder().build(file)) {
            for (PGPPublicKey key : keys) {
                key.encode(armor);
            }
        }
        return file.toByteArray();
    }

    /** A detached, armoured signature of a file, with SHA-512. */
    byte[] sign(byte[] content, Instant when) throws IOException, PGPException {
        return sign(content, when, HashAlgorithmTags.SHA512);
    }

    /** A signature as those of 2015 are: with SHA-1. */
    byte[] signWithSha1(byte[] content, Instant when) throws IOException, PGPException {
        return sign(content, when, HashAlgorithmTags.SHA1);
    }

    /** With MD5, which anybody can forge. */
    byte[] signWithMd5(byte[] content, Instant when) throws IOException, PGPException {
        return sign(content, when, HashAlgorithmTags.MD5);
    }

    /** A signature that its signer wanted to hold only so long. */
    byte[] signFor(Duration validity, byte[] content, Instant when) throws IOException, PGPException {
        PGPSignatureSubpacketGenerator subpackets = subpackets(when);
        subpackets.setSignatureExpirationTime(true, validity.toSeconds());
        return sign(content, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA512, subpackets);
    }

    /** A signature of a text, whose line ends count for nothing. */
    byte[] signAsText(byte[] content, Instant when) throws IOException, PGPException {
        return sign(content, PGPSignature.CANONICAL_TEXT_DOCUMENT, HashAlgorithmTags.SHA512, subpackets(when));
    }

    /** A signature that names the fingerprint of another key beside the number of this one. */
    byte[] signInTheNameOf(SampleKey other, byte[] content, Instant when) throws IOException, PGPException {
        PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, Date.from(when));
        subpackets.setIssuerFingerprint(false, other.pair.getPublicKey());
        subpackets.setIssuerKeyID(false, pair.getKeyID());
        return sign(content, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA512, subpackets);
    }

    private byte[] sign(byte[] content, Instant when, int hash) throws IOException, PGPException {
        return sign(content, PGPSignature.BINARY_DOCUMENT, hash, subpackets(when));
    }

    private byte[] sign(byte[] content, int type, int hash, PGPSignatureSubpacketGenerator subpackets)
            throws IOException, PGPException {
        PGPSignatureGenerator generator = generator(type, hash, subpackets);
        generator.update(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor = ArmoredOutputStream.builder().build(bytes)) {
            generator.generate().encode(armor);
        }
        return bytes.toByteArray();
    }

    /**
     * A text with its signature in one file (RFC 4880, 7): what is no detached signature.
     *
     * @param text one line, without its end
     */
    byte[] clearSign(String text, Instant when) throws IOException, PGPException {
        PGPSignatureGenerator generator =
                generator(PGPSignature.CANONICAL_TEXT_DOCUMENT, HashAlgorithmTags.SHA512, subpackets(when));
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        generator.update(line);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor = ArmoredOutputStream.builder().build(bytes)) {
            armor.beginClearText(HashAlgorithmTags.SHA512);
            armor.write(line);
            armor.write('\n');
            armor.endClearText();
            generator.generate().encode(armor);
        }
        return bytes.toByteArray();
    }

    private PGPSignatureSubpacketGenerator subpackets(Instant when) {
        PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(true, Date.from(when));
        subpackets.setIssuerFingerprint(false, pair.getPublicKey());
        subpackets.setIssuerKeyID(false, pair.getKeyID());
        return subpackets;
    }

    private PGPSignatureGenerator generator(int type, int hash, PGPSignatureSubpacketGenerator subpackets)
            throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new JcaPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, hash), pair.getPublicKey());
        generator.init(type, pair.getPrivateKey());
        generator.setHashedSubpackets(subpackets.generate());
        return generator;
    }
}
