package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.verify.SigningException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Key files that are damaged or made to exhaust memory or time. Each gets a sentence. */
@Tag("long")
@Timeout(60)
class HostileKeyFilesTest extends SignatureFixture {
    private static final String PASSPHRASE = "swordfish";

    private byte[] secret;

    @BeforeEach
    void makeSecretKey() throws Exception {
        TestKey subkey = TestKey.ed25519(CREATED);
        named().bind(subkey, subkey, CREATED, packets -> {});
        secret = key.secretKeys(null, null);
    }

    private Path file() {
        return directory.resolve("key.asc");
    }

    private KeyFileSigner open() throws SigningException {
        return KeyFileSigner.open(
                file(), Optional.of(PASSPHRASE.toCharArray()), Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private SigningException refusal(byte[] content) throws IOException {
        Files.write(file(), content);
        return catchThrowableOfType(SigningException.class, this::open);
    }

    private void assertRefused(byte[] content, Kind kind, String sentence) throws IOException {
        SigningException refusal = refusal(content);
        assertThat(refusal).hasMessage(sentence);
        assertThat(refusal.kind()).isEqualTo(kind);
    }

    private void assertNoKey(byte[] content, String reason) throws IOException {
        assertRefused(
                content, Kind.NO_SECRET_KEY, "The file " + file() + " contains no OpenPGP secret key: " + reason + ".");
    }

    private void assertDamaged(byte[] content, String problem) throws IOException {
        assertRefused(
                content, Kind.FILE_DAMAGED, "The OpenPGP secret key file " + file() + " is damaged: " + problem + ".");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void refusesWhatIsNoKey() throws Exception {
        assertNoKey(new byte[0], "it is empty");
        assertNoKey(text("<html><body>Log in</body></html>"), "it is neither armored nor binary OpenPGP data");
        assertNoKey(new byte[1000], "it is neither armored nor binary OpenPGP data");
        assertNoKey(TestKey.armored(key.sign(CONTENT, SHA256, SIGNED)), "block 1 is a PGP SIGNATURE");
        assertNoKey(key.sign(CONTENT, SHA256, SIGNED), "no packet is a key");
    }

    @Test
    void refusesHundredMegabytesWithoutReadingThem() throws IOException {
        try (RandomAccessFile zeros = new RandomAccessFile(file().toFile(), "rw")) {
            zeros.setLength(100_000_000);
        }
        SigningException refusal = catchThrowableOfType(SigningException.class, this::open);
        assertThat(refusal)
                .hasMessage("The OpenPGP secret key file " + file() + " is too large: more than 4194304 bytes.");
        assertThat(refusal.kind()).isEqualTo(Kind.FILE_TOO_LARGE);
    }

    @Test
    void refusesDamagedArmor() throws Exception {
        String armored = new String(TestKey.armored(secret), StandardCharsets.US_ASCII);
        assertDamaged(text(armored.substring(0, armored.indexOf("-----END"))), "block 1 has no end line");
        int middle = armored.indexOf("\n\n") + 12;
        assertThat(refusal(text(armored.substring(0, middle) + "!!" + armored.substring(middle))))
                .hasMessageStartingWith("The OpenPGP secret key file " + file() + " is damaged: block 1 is damaged (");
        assertThat(
                        refusal(
                                text(
                                        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\ngarbage\u0007\n-----END PGP PRIVATE KEY BLOCK-----\n")))
                .hasMessageStartingWith("The OpenPGP secret key file " + file() + " is damaged: block 1 ");
    }

    @Test
    void refusesArmorInArmor() throws Exception {
        String twice = new String(TestKey.armored(secret, TestKey.armored(secret)), StandardCharsets.US_ASCII);
        assertThat(refusal(text(twice)).getMessage())
                .matches(".* is damaged: block 1 has no OpenPGP packet at byte \\d+\\.");
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        for (int length = 1; length < secret.length; length++) {
            Files.write(file(), Arrays.copyOf(secret, length));
            Throwable refusal = catchThrowable(this::open);
            if (refusal != null) {
                assertThat(refusal).as("%d bytes", length).isInstanceOf(SigningException.class);
            }
        }
        // The numbers of some keys are a byte shorter; the second byte of the packet has the length of the rest (RFC
        // 4880, 4.2).
        int size = 2 + (secret[1] & 0xff);
        assertDamaged(Arrays.copyOf(secret, 50), "it is truncated: an OpenPGP packet has 50 of " + size + " bytes");
    }

    @Test
    void neverOpensCompressedData() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PGPCompressedDataGenerator compressing = new PGPCompressedDataGenerator(CompressionAlgorithmTags.ZLIB);
        try (var in = compressing.open(out)) {
            in.write(secret);
        }
        assertNoKey(out.toByteArray(), "it contains an OpenPGP packet of type 8, which no key has");
        assertNoKey(
                TestKey.join(secret, out.toByteArray()), "it contains an OpenPGP packet of type 8, which no key has");
    }

    @Test
    void refusesPacketsWithLengthsOutOfProportion() throws Exception {
        byte[] huge = {(byte) 0xc5, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 4, 0, 0};
        assertDamaged(huge, "it is truncated: an OpenPGP packet has 9 of 4294967301 bytes");
        byte[] partial = new byte[100];
        Arrays.fill(partial, (byte) 0xfe);
        partial[0] = (byte) 0xc5;
        assertThat(refusal(partial).kind()).isEqualTo(Kind.FILE_DAMAGED);
    }

    @Test
    void refusesMoreKeysThanAnybodyHas() throws Exception {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 51; i++) {
            many.writeBytes(secret);
        }
        assertDamaged(many.toByteArray(), "it has more than 100 keys and subkeys");
    }

    private byte[] withProtection(S2K protection, int usage, int cipher, int aead) throws Exception {
        return SecretKeys.replaceFirst(
                key.secretKeysOfPrimary(),
                new SecretKeyPacket(
                        key.pair.getPublicKey().getPublicKeyPacket(),
                        cipher,
                        aead,
                        usage,
                        protection,
                        new byte[aead == 0 ? 16 : 15],
                        new byte[60]));
    }

    private byte[] withArgon2(int passes, int memoryExponent) throws Exception {
        return withProtection(
                S2K.argon2S2K(new S2K.Argon2Params(new byte[16], passes, 4, memoryExponent)),
                SecretKeyPacket.USAGE_AEAD,
                SymmetricKeyAlgorithmTags.AES_256,
                AEADAlgorithmTags.OCB);
    }

    @Test
    void refusesToSpendAllMemoryOnAPassphrase() throws Exception {
        byte[] content = withArgon2(1, 30);
        String half = Quantities.gibibytes(Runtime.getRuntime().maxMemory() / 2);
        assertRefused(
                content,
                Kind.PROTECTION_TOO_COSTLY,
                "Cannot unlock OpenPGP key " + key.fingerprint() + " in " + file()
                        + ": its protection (Argon2) needs 1024.0 GiB of memory, and half of Maven's heap is " + half
                        + ".");
    }

    @Test
    void refusesToSpendAnHourOnAPassphrase() throws Exception {
        byte[] content = withArgon2(255, 17);
        assertRefused(
                content,
                Kind.PROTECTION_TOO_COSTLY,
                "Cannot unlock OpenPGP key " + key.fingerprint() + " in " + file()
                        + ": its protection (Argon2) hashes 31.9 GiB, and the limit is 16.0 GiB.");
    }

    @Test
    void refusesAnUnknownCipher() throws Exception {
        byte[] content =
                withProtection(S2K.saltedAndIteratedS2K(8, new byte[8], 0xff), SecretKeyPacket.USAGE_SHA1, 42, 0);
        assertRefused(
                content,
                Kind.UNSUPPORTED_KEY,
                "OpenPGP key " + key.fingerprint() + " in " + file()
                        + " is not supported: it is protected with cipher 42.");
    }

    @Test
    void ignoresASubkeyOfAnUnknownAlgorithm() throws Exception {
        TestKey odd = TestKey.ed25519(CREATED);
        TestKey primary = TestKey.ed25519(CREATED).name(HOLDER, CREATED, packets -> {});
        primary.insert(odd);
        byte[] content = primary.secretKeys(null, null);
        int subkey = -1;
        int at = 0;
        for (Packets.Packet packet : Packets.split(content)) {
            subkey = packet.tag() == Packets.SECRET_SUBKEY ? at : subkey;
            at += packet.encoded().length;
        }
        content[subkey + 7] = 99;
        Files.write(file(), content);
        assertThat(open().fingerprint()).isEqualTo(primary.fingerprint());
    }

    @Test
    void refusesOrUsesDamagedKeysWithoutAnotherException() throws Exception {
        Random random = new Random(24);
        byte[] protectedKeys = key.secretKeys(PASSPHRASE);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] damaged = (i % 2 == 0 ? secret : protectedKeys).clone();
            for (int change = 0; change < 3; change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file(), damaged);
            Throwable failure = catchThrowable(this::open);
            assertThat(failure == null || failure instanceof SigningException)
                    .as("%s", failure)
                    .isTrue();
            refused += failure == null ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(100);
    }
}
