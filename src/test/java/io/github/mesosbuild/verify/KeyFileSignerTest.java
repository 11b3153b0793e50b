package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.operator.bc.BcAEADSecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileSignerTest extends SignatureFixture {
    private static final String PASSPHRASE = "correct h\u00f6rse";
    private static final Instant SIGNS = Instant.parse("2026-11-22T10:11:12.987Z");

    private Path file() {
        return directory.resolve("key.asc");
    }

    private KeyFileSigner open(byte[] content, String passphrase, TestKey wanted) throws Exception {
        Files.write(file(), content);
        return KeyFileSigner.open(
                file(),
                Optional.ofNullable(passphrase).map(String::toCharArray),
                Optional.ofNullable(wanted).map(TestKey::fingerprint),
                Clock.fixed(SIGNS, ZoneOffset.UTC));
    }

    private KeyFileSigner open(byte[] content) throws Exception {
        return open(content, null, null);
    }

    private byte[] signWith(KeyFileSigner signer) throws Exception {
        return signer.sign(Files.write(directory.resolve(NAME), CONTENT));
    }

    private void assertRefused(SigningException.Kind kind, String sentence, byte[] content) {
        assertRefused(kind, sentence, content, null, null);
    }

    private void assertRefused(
            SigningException.Kind kind, String sentence, byte[] content, String passphrase, TestKey wanted) {
        SigningException refusal =
                catchThrowableOfType(SigningException.class, () -> open(content, passphrase, wanted));
        assertThat(refusal).hasMessage(sentence);
        assertThat(refusal.kind()).isEqualTo(kind);
    }

    private static byte[] unprotected(TestKey key) throws Exception {
        return key.secretKeys(null, null);
    }

    static TestKey make(String algorithm) throws Exception {
        return switch (algorithm) {
            case "RSA" -> TestKey.rsa(2048, CREATED);
            case "DSA" -> TestKey.dsa(2048, CREATED);
            case "ECDSA P-256" -> TestKey.ecdsa("secp256r1", CREATED);
            case "ECDSA P-521" -> TestKey.ecdsa("secp521r1", CREATED);
            case "Ed25519" -> TestKey.ed25519(CREATED);
            default -> TestKey.version6(CREATED);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "DSA", "ECDSA P-256", "ECDSA P-521", "Ed25519", "version 6"})
    void signsWithKeysOfAllAlgorithms(String algorithm) throws Exception {
        TestKey signing = make(algorithm).name(HOLDER, CREATED, packets -> {});
        for (byte[] content : new byte[][] {
            unprotected(signing), TestKey.armored(unprotected(signing)), signing.secretKeys(PASSPHRASE)
        }) {
            KeyFileSigner signer = open(content, PASSPHRASE, null);
            assertThat(signer.fingerprint()).isEqualTo(signing.fingerprint());
            EvidenceVerdict verdict = judge(signWith(signer), ring(signing), null);
            assertThat(verdict.kind()).isEqualTo(Kind.SIGNATURE_GOOD);
            assertThat(verdict.sentence())
                    .contains(
                            "2026-11-22 10:11:12 UTC",
                            "SHA-512",
                            signing.fingerprint().hex());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "DSA", "ECDSA P-256", "ECDSA P-521", "Ed25519"})
    void gpgAcceptsTheSignature(String algorithm) throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "gpg"))),
                "gpg is not installed");
        TestKey signing = make(algorithm).name(HOLDER, CREATED, HashAlgorithmTags.SHA512, packets -> {});
        Path certificate = Files.write(directory.resolve("certificate.gpg"), signing.certificate());
        Path signature = Files.write(directory.resolve("signature"), signWith(open(unprotected(signing))));
        Path output = directory.resolve("output");
        Process gpg = new ProcessBuilder(
                        "gpg",
                        "--homedir",
                        Files.createDirectory(
                                        directory.resolve("home"),
                                        PosixFilePermissions.asFileAttribute(
                                                PosixFilePermissions.fromString("rwx------")))
                                .toString(),
                        "--batch",
                        "--no-autostart",
                        "--no-default-keyring",
                        "--keyring",
                        certificate.toString(),
                        "--status-fd",
                        "1",
                        "--verify",
                        signature.toString(),
                        directory.resolve(NAME).toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(gpg.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(output)
                .content()
                .contains("[GNUPG:] VALIDSIG " + signing.fingerprint() + " 2026-11-22 ")
                .doesNotContain("BADSIG");
    }

    @Test
    void writesAnArmoredSignatureWithoutHeaders() throws Exception {
        String signature = new String(signWith(open(unprotected(named()))), StandardCharsets.US_ASCII);
        assertThat(signature).startsWith("-----BEGIN PGP SIGNATURE-----\n\n").endsWith("-----END PGP SIGNATURE-----\n");
    }

    @Test
    void signsSeveralFilesUntilItIsClosed() throws Exception {
        KeyFileSigner signer = open(key.name(HOLDER, CREATED, packets -> {}).secretKeys(PASSPHRASE), PASSPHRASE, null);
        assertThat(signWith(signer)).isNotEmpty();
        assertThat(judge(signWith(signer), ring(key), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
        assertThatThrownBy(() -> signer.sign(directory.resolve("absent"))).isInstanceOf(NoSuchFileException.class);
        signer.close();
        assertThatThrownBy(() -> signWith(signer)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stopsIfTheThreadIsInterrupted() throws Exception {
        KeyFileSigner signer = open(unprotected(named()));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> signWith(signer)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void overwritesThePassphraseInAnyCase() throws Exception {
        Files.write(file(), named().secretKeys(PASSPHRASE));
        for (String tried : new String[] {PASSPHRASE, "wrong"}) {
            char[] passphrase = tried.toCharArray();
            try {
                KeyFileSigner.open(file(), Optional.of(passphrase), Optional.empty(), Clock.systemUTC());
            } catch (SigningException e) {
                assertThat(tried).isEqualTo("wrong");
            }
            assertThat(passphrase).containsOnly('\0');
        }
    }

    @Test
    void refusesAMissingOrWrongPassphrase() throws Exception {
        byte[] content = named().secretKeys(PASSPHRASE);
        assertRefused(
                SigningException.Kind.PASSPHRASE_MISSING,
                "OpenPGP key " + key.fingerprint() + " in " + file()
                        + " is protected, and no passphrase is configured.",
                content);
        for (String wrong : new String[] {"wrong", ""}) {
            assertRefused(
                    SigningException.Kind.PASSPHRASE_WRONG,
                    "The configured passphrase does not unlock OpenPGP key " + key.fingerprint() + " in " + file()
                            + ".",
                    content,
                    wrong,
                    null);
        }
    }

    @Test
    void usesTheNewestSubkeyThatCanSign() throws Exception {
        TestKey older = TestKey.ed25519(CREATED.plusSeconds(20));
        TestKey newer = TestKey.ed25519(CREATED.plusSeconds(30));
        TestKey expired = TestKey.ed25519(CREATED.plusSeconds(40));
        TestKey encrypting = TestKey.ed25519(CREATED.plusSeconds(50));
        TestKey revoked = TestKey.ed25519(CREATED.plusSeconds(60));
        named().bind(newer, newer, CREATED.plusSeconds(90), packets -> {})
                .bind(older, older, CREATED.plusSeconds(90), packets -> {})
                .bind(expired, expired, CREATED.plusSeconds(90), packets -> packets.setKeyExpirationTime(100))
                .bind(encrypting, null, CREATED.plusSeconds(90), packets -> {
                    packets.removePacketsOfType(27);
                    packets.setKeyFlags(KeyFlags.ENCRYPT_COMMS);
                })
                .bind(revoked, revoked, CREATED.plusSeconds(90), packets -> {})
                .revokeLastSubkey(RevocationReasonTags.KEY_RETIRED, LATER);
        byte[] content = unprotected(key);
        KeyFileSigner signer = open(content);
        assertThat(signer.fingerprint()).isEqualTo(newer.fingerprint());
        assertVerdict(
                judge(signWith(signer), ring(key), null),
                Kind.SIGNATURE_GOOD,
                Effect.VOUCHES,
                "Good signature: " + NAME + " was signed by " + HOLDER + " on 2026-11-22 10:11:12 UTC with subkey "
                        + newer.fingerprint() + " of key " + key.fingerprint() + " (EdDSA, SHA-512).");
        assertThat(open(content, null, key).fingerprint()).isEqualTo(newer.fingerprint());
        assertThat(open(content, null, older).fingerprint()).isEqualTo(older.fingerprint());
        assertRefused(
                SigningException.Kind.KEY_EXPIRED,
                "OpenPGP subkey " + expired.fingerprint() + " in " + file() + " expired on 2013-01-14 07:15:44 UTC.",
                content,
                null,
                expired);
        assertRefused(
                SigningException.Kind.KEY_REVOKED,
                "OpenPGP subkey " + revoked.fingerprint() + " in " + file()
                        + " was revoked on 2018-05-05 05:05:05 UTC (retired).",
                content,
                null,
                revoked);
        assertRefused(
                SigningException.Kind.NOT_A_SIGNING_KEY,
                "OpenPGP subkey " + encrypting.fingerprint() + " in " + file()
                        + " cannot sign: it does not certify its primary key, as a signing subkey must.",
                content,
                null,
                encrypting);
    }

    @Test
    void refusesAnExpiredKey() throws Exception {
        key.name(HOLDER, CREATED, packets -> packets.setKeyExpirationTime(3600));
        assertRefused(
                SigningException.Kind.KEY_EXPIRED,
                "OpenPGP key " + key.fingerprint() + " in " + file() + " expired on 2013-01-14 08:13:24 UTC.",
                unprotected(key));
    }

    @Test
    void refusesAKeyThatExpiresBeforeItSigns() throws Exception {
        key.name(HOLDER, CREATED, packets -> packets.setKeyExpirationTime(3600));
        Files.write(file(), unprotected(key));
        Instant[] now = {CREATED.plusSeconds(3599)};
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        KeyFileSigner signer = KeyFileSigner.open(file(), Optional.empty(), Optional.empty(), clock);
        assertThat(signWith(signer)).isNotEmpty();
        now[0] = CREATED.plusSeconds(3600);
        assertThatThrownBy(() -> signWith(signer))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("expired on 2013-01-14 08:13:24 UTC.");
    }

    @Test
    void refusesARevokedKey() throws Exception {
        named().revoke(RevocationReasonTags.KEY_COMPROMISED, "laptop stolen", LATER);
        assertRefused(
                SigningException.Kind.KEY_REVOKED,
                "OpenPGP key " + key.fingerprint() + " in " + file()
                        + " was revoked on 2018-05-05 05:05:05 UTC (compromised: laptop stolen).",
                unprotected(key));
    }

    @Test
    void refusesAKeyFromTheFuture() throws Exception {
        TestKey future = TestKey.ed25519(SIGNS.plusSeconds(2)).name(HOLDER, SIGNS.plusSeconds(2), packets -> {});
        assertRefused(
                SigningException.Kind.KEY_FROM_THE_FUTURE,
                "OpenPGP key " + future.fingerprint() + " in " + file()
                        + " was created on 2026-11-22 10:11:14 UTC, but on this machine it is only 2026-11-22 10:11:12 UTC.",
                unprotected(future));
    }

    @Test
    void refusesAKeyThatNobodyWouldAccept() throws Exception {
        assertRefused(
                SigningException.Kind.NOT_A_SIGNING_KEY,
                "OpenPGP key " + key.fingerprint() + " in " + file() + " cannot sign: it has no valid self-signature.",
                unprotected(key));
        key.name(HOLDER, CREATED, packets -> packets.setKeyFlags(KeyFlags.CERTIFY_OTHER));
        assertRefused(
                SigningException.Kind.NOT_A_SIGNING_KEY,
                "OpenPGP key " + key.fingerprint() + " in " + file()
                        + " cannot sign: its key flags do not allow signing.",
                unprotected(key));
    }

    @Test
    void anOfflinePrimaryKeySignsByItsSubkey() throws Exception {
        TestKey subkey = TestKey.ed25519(CREATED);
        named().bind(subkey, subkey, CREATED, packets -> {});
        byte[] content = SecretKeys.withoutPrimary(unprotected(key), false);
        KeyFileSigner signer = open(content);
        assertThat(signer.fingerprint()).isEqualTo(subkey.fingerprint());
        assertThat(judge(signWith(signer), ring(key), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
    }

    @Test
    void refusesAStub() throws Exception {
        byte[] content = unprotected(named());
        assertRefused(
                SigningException.Kind.SECRET_PART_ELSEWHERE,
                "The file " + file() + " lacks the secret part of OpenPGP key " + key.fingerprint()
                        + ": it was left out when the key was exported.",
                SecretKeys.withoutPrimary(content, false));
        assertRefused(
                SigningException.Kind.SECRET_PART_ELSEWHERE,
                "The file " + file() + " lacks the secret part of OpenPGP key " + key.fingerprint()
                        + ": it is on a smart card.",
                SecretKeys.withoutPrimary(content, true));
    }

    @Test
    void asksWhichOfSeveralKeysIsMeant() throws Exception {
        TestKey other = TestKey.ed25519(CREATED).name(HOLDER, CREATED, packets -> {});
        TestKey expired = TestKey.ed25519(CREATED).name(HOLDER, CREATED, packets -> packets.setKeyExpirationTime(3600));
        byte[] content = TestKey.join(unprotected(expired), unprotected(named()), unprotected(other));
        assertRefused(
                SigningException.Kind.SEVERAL_KEYS,
                "The file " + file() + " contains 2 OpenPGP keys that can sign: " + key.fingerprint() + ", "
                        + other.fingerprint() + ".",
                content);
        assertThat(open(content, null, other).fingerprint()).isEqualTo(other.fingerprint());
        assertThat(open(TestKey.join(unprotected(expired), unprotected(key)), null, null)
                        .fingerprint())
                .isEqualTo(key.fingerprint());
        TestKey absent = TestKey.ed25519(CREATED);
        assertRefused(
                SigningException.Kind.KEY_NOT_IN_FILE,
                "The file " + file() + " does not contain the OpenPGP key " + absent.fingerprint() + ". It contains "
                        + expired.fingerprint() + ", " + key.fingerprint() + ", " + other.fingerprint() + ".",
                content,
                null,
                absent);
    }

    @Test
    void joinsCopiesOfOneKey() throws Exception {
        byte[] content = unprotected(named());
        KeyFileSigner signer = open(TestKey.join(SecretKeys.withoutPrimary(content, false), content, content));
        assertThat(signer.fingerprint()).isEqualTo(key.fingerprint());
        byte[] revoked = unprotected(key.revoke(RevocationReasonTags.KEY_COMPROMISED, "", LATER));
        for (byte[] copies : new byte[][] {TestKey.join(content, revoked), TestKey.join(revoked, content)}) {
            assertRefused(
                    SigningException.Kind.KEY_REVOKED,
                    "OpenPGP key " + key.fingerprint() + " in " + file()
                            + " was revoked on 2018-05-05 05:05:05 UTC (compromised).",
                    copies);
        }
    }

    @Test
    void refusesAPublicKey() throws Exception {
        for (byte[] content : new byte[][] {named().certificate(), TestKey.armored(named().certificate())}) {
            assertRefused(
                    SigningException.Kind.ONLY_PUBLIC_KEY,
                    "The file " + file() + " contains only an OpenPGP public key. Signing needs the secret key.",
                    content);
        }
    }

    @Test
    void ignoresAPublicKeyBesideTheSecretOne() throws Exception {
        byte[] content = TestKey.join(TestKey.armored(rsa.certificate()), TestKey.armored(unprotected(named())));
        assertThat(open(content).fingerprint()).isEqualTo(key.fingerprint());
        assertThat(open(TestKey.join(unprotected(key), rsa.certificate())).fingerprint())
                .isEqualTo(key.fingerprint());
    }

    @Test
    void refusesAKeyWhoseSecretPartIsThatOfAnotherKey() throws Exception {
        byte[] content = SecretKeys.withSecretOf(named(), TestKey.ed25519(CREATED));
        assertRefused(
                SigningException.Kind.FILE_DAMAGED,
                "The OpenPGP secret key file " + file() + " is damaged: the secret part of key " + key.fingerprint()
                        + " does not match its public part.",
                content);
    }

    @Test
    void refusesAFileThatCannotBeRead() throws IOException {
        assertThatThrownBy(() -> KeyFileSigner.open(file(), Optional.empty(), Optional.empty(), Clock.systemUTC()))
                .isInstanceOf(SigningException.class)
                .hasMessage("Cannot read the OpenPGP secret key file " + file() + ": no such file or directory.");
        for (Path special : new Path[] {directory, Path.of("/dev/zero")}) {
            assertThatThrownBy(() -> KeyFileSigner.open(special, Optional.empty(), Optional.empty(), Clock.systemUTC()))
                    .isInstanceOf(SigningException.class)
                    .hasMessage("Cannot read the OpenPGP secret key file " + special + ": it is not a regular file.");
        }
    }

    @Test
    void unlocksAKeyWithTheHighestCount() throws Exception {
        byte[] content = named().secretKeys(
                        new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256, 0xff)
                                .build(PASSPHRASE.toCharArray()),
                        null);
        assertThat(open(content, PASSPHRASE, null).fingerprint()).isEqualTo(key.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "version 6"})
    void unlocksAKeyThatArgon2Protects(String algorithm) throws Exception {
        TestKey signing = make(algorithm).name(HOLDER, CREATED, packets -> {});
        byte[] content = signing.secretKeys(
                new BcAEADSecretKeyEncryptorBuilder(
                                AEADAlgorithmTags.OCB,
                                SymmetricKeyAlgorithmTags.AES_256,
                                new S2K.Argon2Params(new byte[16], 3, 4, 10))
                        .build(
                                PASSPHRASE.toCharArray(),
                                signing.pair.getPublicKey().getPublicKeyPacket()),
                null);
        assertThat(judge(signWith(open(content, PASSPHRASE, null)), ring(signing), null)
                        .kind())
                .isEqualTo(Kind.SIGNATURE_GOOD);
        assertThat(catchThrowableOfType(SigningException.class, () -> open(content, "wrong", null))
                        .kind())
                .isEqualTo(SigningException.Kind.PASSPHRASE_WRONG);
    }

    @Test
    void acceptsTheFingerprintInLowerCaseWithSpaces() throws Exception {
        Files.write(file(), unprotected(named()));
        String spaced = key.fingerprint().hex().toLowerCase(Locale.ROOT).replaceAll("(.{4})", "$1 ");
        assertThat(KeyFileSigner.open(file(), Optional.empty(), Optional.of(new Fingerprint(spaced)), Clock.systemUTC())
                        .fingerprint())
                .isEqualTo(key.fingerprint());
    }
}
