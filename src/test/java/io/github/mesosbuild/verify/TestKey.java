package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;

/** A secret key with which tests make certificates and signatures of every kind. */
public final class TestKey {
    final PGPKeyPair pair;
    private PGPPublicKey primary;
    private final List<PGPPublicKey> subkeys = new ArrayList<>();
    private final List<TestKey> secretSubkeys = new ArrayList<>();

    private TestKey(PGPKeyPair pair) {
        this.pair = pair;
        this.primary = pair.getPublicKey();
    }

    public static TestKey ed25519(Instant created) throws PGPException {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return of(PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), created);
    }

    static TestKey rsa(int bits, Instant created) throws PGPException {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), bits, 80));
        return of(PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair(), created);
    }

    /** With a curve that the JDK has, such as {@code secp256r1}. */
    static TestKey ecdsa(String curve, Instant created) throws GeneralSecurityException, PGPException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return of(PublicKeyAlgorithmTags.ECDSA, generator.generateKeyPair(), created);
    }

    /** With one of the sizes for which the JDK has parameters: 1024, 2048, 3072. */
    static TestKey dsa(int bits, Instant created) throws GeneralSecurityException, PGPException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA");
        generator.initialize(bits);
        return of(PublicKeyAlgorithmTags.DSA, generator.generateKeyPair(), created);
    }

    /** A key of version 6 (RFC 9580). */
    static TestKey version6(Instant created) throws PGPException {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return new TestKey(new BcPGPKeyPair(
                PublicKeyPacket.VERSION_6,
                PublicKeyAlgorithmTags.Ed25519,
                generator.generateKeyPair(),
                Date.from(created)));
    }

    private static TestKey of(int algorithm, KeyPair keys, Instant created) throws PGPException {
        return new TestKey(new JcaPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, keys, Date.from(created)));
    }

    private static TestKey of(int algorithm, AsymmetricCipherKeyPair keys, Instant created) throws PGPException {
        return new TestKey(new BcPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, keys, Date.from(created)));
    }

    public Fingerprint fingerprint() {
        return Certificate.fingerprint(pair.getPublicKey());
    }

    /** Adds a user id with its self-signature. */
    public TestKey name(String userId, Instant at, Consumer<PGPSignatureSubpacketGenerator> subpackets)
            throws PGPException {
        return name(userId, at, HashAlgorithmTags.SHA256, subpackets);
    }

    TestKey name(String userId, Instant at, int hash, Consumer<PGPSignatureSubpacketGenerator> subpackets)
            throws PGPException {
        PGPSignature signature = generator(PGPSignature.POSITIVE_CERTIFICATION, hash, at, subpackets)
                .generateCertification(userId, pair.getPublicKey());
        primary = PGPPublicKey.addCertification(primary, userId, signature);
        return this;
    }

    TestKey revokeName(String userId, Instant at) throws PGPException {
        PGPSignature signature = generator(
                        PGPSignature.CERTIFICATION_REVOCATION, HashAlgorithmTags.SHA256, at, packets -> {})
                .generateCertification(userId, pair.getPublicKey());
        primary = PGPPublicKey.addCertification(primary, userId, signature);
        return this;
    }

    /** Adds a signature over the key itself, made by this key or by another key that claims to be this one. */
    TestKey direct(int type, TestKey issuer, Instant at, Consumer<PGPSignatureSubpacketGenerator> subpackets)
            throws PGPException {
        primary = PGPPublicKey.addCertification(
                primary,
                issuer.generator(type, HashAlgorithmTags.SHA256, at, subpackets, pair.getPublicKey())
                        .generateCertification(pair.getPublicKey()));
        return this;
    }

    TestKey revoke(byte reason, String comment, Instant at) throws PGPException {
        return direct(
                PGPSignature.KEY_REVOCATION, this, at, packets -> packets.setRevocationReason(false, reason, comment));
    }

    /** Binds a subkey. The back signature is made by the given key, which is the subkey itself unless it is a forgery. */
    TestKey bind(TestKey subkey, TestKey backSigner, Instant at, Consumer<PGPSignatureSubpacketGenerator> subpackets)
            throws PGPException, IOException {
        PGPSignatureSubpacketGenerator packets = packets(at, pair.getPublicKey());
        packets.setKeyFlags(KeyFlags.SIGN_DATA);
        if (backSigner != null) {
            packets.addEmbeddedSignature(
                    true,
                    backSigner
                            .generator(
                                    PGPSignature.PRIMARYKEY_BINDING,
                                    HashAlgorithmTags.SHA256,
                                    at,
                                    p -> {},
                                    subkey.pair.getPublicKey())
                            .generateCertification(pair.getPublicKey(), subkey.pair.getPublicKey()));
        }
        subpackets.accept(packets);
        PGPSignatureGenerator binder = generator(PGPSignature.SUBKEY_BINDING, HashAlgorithmTags.SHA256, packets);
        secretSubkeys.add(subkey);
        subkeys.add(PGPPublicKey.addCertification(
                asSubkey(subkey.pair.getPublicKey()),
                binder.generateCertification(pair.getPublicKey(), subkey.pair.getPublicKey())));
        return this;
    }

    /** Adds a subkey without a signature of the primary key. */
    TestKey insert(TestKey subkey) throws PGPException {
        secretSubkeys.add(subkey);
        subkeys.add(asSubkey(subkey.pair.getPublicKey()));
        return this;
    }

    TestKey revokeLastSubkey(byte reason, Instant at) throws PGPException {
        PGPPublicKey subkey = subkeys.remove(subkeys.size() - 1);
        PGPSignature signature = generator(
                        PGPSignature.SUBKEY_REVOCATION,
                        HashAlgorithmTags.SHA256,
                        at,
                        packets -> packets.setRevocationReason(false, reason, ""))
                .generateCertification(pair.getPublicKey(), subkey);
        subkeys.add(PGPPublicKey.addCertification(subkey, signature));
        return this;
    }

    private static PGPPublicKey asSubkey(PGPPublicKey key) throws PGPException {
        PublicKeyPacket packet = key.getPublicKeyPacket();
        return new PGPPublicKey(
                new PublicSubkeyPacket(packet.getVersion(), packet.getAlgorithm(), packet.getTime(), packet.getKey()),
                new BcKeyFingerprintCalculator());
    }

    public byte[] certificate() throws IOException {
        List<PGPPublicKey> keys = new ArrayList<>(List.of(primary));
        keys.addAll(subkeys);
        return new PGPPublicKeyRing(keys).getEncoded();
    }

    /** Returns the secret keys, protected as GnuPG does it. */
    byte[] secretKeys(String passphrase) throws IOException, PGPException {
        PBESecretKeyEncryptor encryptor = new BcPBESecretKeyEncryptorBuilder(
                        SymmetricKeyAlgorithmTags.AES_128, sha1(), 0x60)
                .build(passphrase.toCharArray());
        return secretKeys(encryptor, encryptor);
    }

    /**
     * Returns the secret keys.
     *
     * @param ofPrimary protects the primary key; null for no protection
     * @param ofSubkeys protects the subkeys; null for no protection
     */
    byte[] secretKeys(PBESecretKeyEncryptor ofPrimary, PBESecretKeyEncryptor ofSubkeys)
            throws IOException, PGPException {
        List<PGPSecretKey> keys = new ArrayList<>();
        keys.add(new PGPSecretKey(pair.getPrivateKey(), primary, sha1(), true, ofPrimary));
        for (int i = 0; i < subkeys.size(); i++) {
            keys.add(new PGPSecretKey(
                    secretSubkeys.get(i).pair.getPrivateKey(), subkeys.get(i), sha1(), false, ofSubkeys));
        }
        return new PGPSecretKeyRing(keys).getEncoded();
    }

    /** Returns the unprotected primary key without its subkeys. */
    byte[] secretKeysOfPrimary() throws IOException, PGPException {
        PGPSecretKey secret = new PGPSecretKey(pair.getPrivateKey(), primary, sha1(), true, null);
        return new PGPSecretKeyRing(List.of(secret)).getEncoded();
    }

    private static PGPDigestCalculator sha1() throws PGPException {
        return new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
    }

    /** Returns a binary detached signature. */
    public byte[] sign(byte[] content, int hash, Instant at) throws PGPException, IOException {
        return sign(content, PGPSignature.BINARY_DOCUMENT, hash, packets(at, pair.getPublicKey()));
    }

    byte[] sign(byte[] content, int type, int hash, PGPSignatureSubpacketGenerator packets)
            throws PGPException, IOException {
        PGPSignatureGenerator generator = generator(type, hash, packets);
        generator.update(content);
        return generator.generate().getEncoded();
    }

    static PGPSignatureSubpacketGenerator packets(Instant at, PGPPublicKey issuer) {
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setSignatureCreationTime(Date.from(at));
        packets.setIssuerFingerprint(false, issuer);
        packets.setIssuerKeyID(false, issuer.getKeyID());
        return packets;
    }

    PGPSignatureGenerator generator(int type, int hash, Instant at, Consumer<PGPSignatureSubpacketGenerator> subpackets)
            throws PGPException {
        return generator(type, hash, at, subpackets, pair.getPublicKey());
    }

    private PGPSignatureGenerator generator(
            int type, int hash, Instant at, Consumer<PGPSignatureSubpacketGenerator> subpackets, PGPPublicKey named)
            throws PGPException {
        PGPSignatureSubpacketGenerator packets = packets(at, named);
        subpackets.accept(packets);
        return generator(type, hash, packets);
    }

    PGPSignatureGenerator generator(int type, int hash, PGPSignatureSubpacketGenerator packets) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), hash), pair.getPublicKey());
        generator.init(type, pair.getPrivateKey());
        generator.setHashedSubpackets(packets.generate());
        return generator;
    }

    static byte[] armored(byte[]... packets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArmoredOutputStream armored = ArmoredOutputStream.builder().build(out)) {
            armored.write(join(packets));
        }
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
