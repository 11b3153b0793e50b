package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest extends SignatureFixture {
    @Test
    void acceptsAGoodSignature() throws Exception {
        EvidenceVerdict verdict = judge(signed(), ring(named()), null);
        assertVerdict(verdict, Kind.SIGNATURE_GOOD, Effect.VOUCHES, good());
        assertThat(verdict.signature())
                .contains(new Signature(
                        key.fingerprint().hex(),
                        Optional.of(key.fingerprint()),
                        Optional.of(key.fingerprint()),
                        HOLDER,
                        Optional.of(SIGNED),
                        "EdDSA, SHA-256"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                HashAlgorithmTags.SHA224,
                HashAlgorithmTags.SHA256,
                HashAlgorithmTags.SHA384,
                HashAlgorithmTags.SHA512
            })
    void acceptsEveryStrongDigestArmoredOrNot(int hash) throws Exception {
        byte[] signature = rsa.sign(CONTENT, hash, SIGNED);
        assertThat(judge(signature, ring(rsa), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
        assertThat(judge(TestKey.armored(signature), ring(rsa), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
    }

    @Test
    void refusesASignatureOfOtherBytesEvenWithAMatchingPin() throws Exception {
        byte[] signature = key.sign("another file".getBytes(StandardCharsets.UTF_8), SHA256, SIGNED);
        assertVerdict(
                judge(signature, ring(named()), TrustRefusal.BAD_SIGNATURE),
                Kind.SIGNATURE_BAD,
                Effect.REFUSES,
                "Bad signature: " + NAME + " does not match " + NAME + ".asc, which claims to have been made "
                        + signer(SIGNED, key)
                        + ". The archive was changed or damaged, or the signature belongs to another file.");
        assertThat(verify(signature, pinned(ring(key))).refusal()).contains(TrustRefusal.BAD_SIGNATURE);
    }

    @Test
    void reportsWhichKeyIsUnknown() throws Exception {
        String made =
                NAME + ".asc was made on 2015-09-02 00:30:54 UTC with the unknown key " + key.fingerprint() + ": ";
        TestKey other = TestKey.ed25519(CREATED).name("Other", CREATED, packets -> {});
        assertVerdict(
                judge(signed(), ring(other, rsa), TrustRefusal.UNKNOWN_KEY),
                Kind.KEY_UNKNOWN,
                Effect.REFUSES_UNLESS_VOUCHED,
                made + "it is not one of the 2 configured keys.");
        assertVerdict(
                judge(signed(), KeyRing.EMPTY, TrustRefusal.UNKNOWN_KEY),
                Kind.KEY_UNKNOWN,
                Effect.REFUSES_UNLESS_VOUCHED,
                made + "no keys are configured.");
        assertThat(verify(signed(), pinned(ring(other))).trusted()).isTrue();
    }

    @Test
    void findsTheKeyByItsIdAndReportsAnUnknownId() throws Exception {
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setSignatureCreationTime(Date.from(SIGNED));
        packets.setIssuerKeyID(false, key.pair.getKeyID());
        byte[] signature = key.sign(CONTENT, PGPSignature.BINARY_DOCUMENT, SHA256, packets);
        assertThat(judge(signature, ring(named()), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
        assertVerdict(
                judge(signature, ring(rsa), TrustRefusal.UNKNOWN_KEY),
                Kind.KEY_UNKNOWN,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc was made on 2015-09-02 00:30:54 UTC with the unknown key "
                        + key.fingerprint().hex().substring(24)
                        + ": it is not the configured key.");
    }

    @Test
    void refusesAKnownKeyThatIsNotAllowedToSign() throws Exception {
        TrustPolicy policy = new TrustPolicy(List.of(), ring(named(), rsa), Set.of(rsa.fingerprint()), false);
        Verification verification = verify(signed(), policy);
        assertThat(verification.refusal()).contains(TrustRefusal.SIGNER_NOT_ALLOWED);
        assertVerdict(
                verification.verdicts().get(0),
                Kind.SIGNER_NOT_ALLOWED,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement + ", but that key is not allowed to sign this release. Allowed: " + rsa.fingerprint() + ".");
        assertThat(verify(rsa.sign(CONTENT, SHA256, SIGNED), policy).trusted()).isTrue();
    }

    @Test
    void refusesASignatureOlderThanItsKey() throws Exception {
        Instant before = CREATED.minusSeconds(60);
        assertVerdict(
                judge(key.sign(CONTENT, SHA256, before), ring(named()), TrustRefusal.INVALID_KEY),
                Kind.KEY_YOUNGER_THAN_SIGNATURE,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement(before, key) + ", but that key was created later, on 2013-01-14 07:13:24 UTC.");
    }

    @Test
    void refusesASignatureFromTheFutureButToleratesASlowClock() throws Exception {
        assertThat(judge(key.sign(CONTENT, SHA256, NOW.plusSeconds(299)), ring(named()), null)
                        .kind())
                .isEqualTo(Kind.SIGNATURE_GOOD);
        Instant future = NOW.plusSeconds(301);
        assertVerdict(
                judge(key.sign(CONTENT, SHA256, future), ring(key), TrustRefusal.SIGNATURE_OUT_OF_TIME),
                Kind.SIGNED_IN_THE_FUTURE,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement(future, key) + ", but that time is in the future; it is now 2026-11-23 07:00:00 UTC.");
    }

    @Test
    void refusesASignatureThatHasExpired() throws Exception {
        assertVerdict(
                judge(
                        signed(packets -> packets.setSignatureExpirationTime(60)),
                        ring(named()),
                        TrustRefusal.SIGNATURE_OUT_OF_TIME),
                Kind.SIGNATURE_EXPIRED,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement + ", but the signature expired on 2015-09-02 00:31:54 UTC.");
        assertThat(judge(signed(packets -> packets.setSignatureExpirationTime(400_000_000)), ring(key), null)
                        .kind())
                .isEqualTo(Kind.SIGNATURE_GOOD);
    }

    @ParameterizedTest
    @ValueSource(ints = {HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160})
    void acceptsAWeakDigestOnlyWithAStrongPinOrByOption(int hash) throws Exception {
        String name = hash == HashAlgorithmTags.SHA1 ? "SHA-1" : "RIPEMD-160";
        byte[] signature = rsa.sign(CONTENT, hash, SIGNED);
        String weak = statement(SIGNED, rsa).replace("(EdDSA, SHA-256)", "(RSA, " + name + ")")
                + ". The signature matches, but " + name + " is weak; ";
        assertVerdict(
                judge(signature, ring(rsa), TrustRefusal.WEAK_SIGNATURE),
                Kind.SIGNATURE_WEAK,
                Effect.REFUSES_UNLESS_VOUCHED,
                weak + "it needs a pinned SHA-256 or SHA-512 in addition.");
        Verification pinned = verify(signature, pinned(ring(rsa)));
        assertThat(pinned.trusted()).isTrue();
        assertVerdict(
                pinned.verdicts().get(1),
                Kind.SIGNATURE_WEAK,
                Effect.AGREES,
                weak + "accepted because a pinned digest matches too.");
        Verification asked = verify(signature, new TrustPolicy(List.of(), ring(rsa), Set.of(), true));
        assertThat(asked.trusted()).isTrue();
        assertVerdict(
                asked.verdicts().get(0),
                Kind.SIGNATURE_WEAK,
                Effect.VOUCHES,
                weak + "accepted because of mesos.acceptWeakSignatures.");
        TrustPolicy weakPin = new TrustPolicy(List.of(pin(Algorithm.SHA1)), ring(rsa), Set.of(), false);
        assertThat(verify(signature, weakPin).refusal()).contains(TrustRefusal.WEAK_SIGNATURE);
    }

    @Test
    void neverAcceptsMd5() throws Exception {
        byte[] signature = rsa.sign(CONTENT, HashAlgorithmTags.MD5, SIGNED);
        Verification verification = verify(signature, new TrustPolicy(List.of(), ring(rsa), Set.of(), true));
        assertThat(verification.refusal()).contains(TrustRefusal.WEAK_SIGNATURE);
        assertVerdict(
                verification.verdicts().get(0),
                Kind.SIGNATURE_WEAK,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement(SIGNED, rsa).replace("(EdDSA, SHA-256)", "(RSA, MD5)")
                        + ". The signature matches, but MD5 can be forged, so it proves nothing.");
        EvidenceVerdict withPin =
                verify(signature, pinned(ring(rsa))).verdicts().get(1);
        assertThat(withPin.accepted()).isFalse();
    }

    @Test
    void refusesTwoIssuers() throws Exception {
        byte[] signature = signed(packets -> {
            packets.removePacketsOfType(16);
            packets.setIssuerKeyID(false, 0x0123456789ABCDEFL);
        });
        assertVerdict(
                judge(signature, ring(named()), TrustRefusal.BAD_SIGNATURE),
                Kind.ISSUER_CONTRADICTORY,
                Effect.REFUSES,
                NAME + ".asc contains a signature that names two different issuers: " + key.fingerprint()
                        + " and 0123456789ABCDEF.");
    }

    @Test
    void refusesASignatureOfText() throws Exception {
        PGPSignatureSubpacketGenerator packets = TestKey.packets(SIGNED, key.pair.getPublicKey());
        byte[] signature = key.sign(CONTENT, PGPSignature.CANONICAL_TEXT_DOCUMENT, SHA256, packets);
        assertVerdict(
                judge(signature, ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.SIGNATURE_OF_OTHER_TYPE,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc contains a signature of type 0x01; only type 0x00 covers the bytes of a file.");
    }

    @Test
    void refusesAnUnknownCriticalSubpacket() throws Exception {
        byte[] signature = signed(
                packets -> packets.addCustomSubpacket(new SignatureSubpacket(100, true, false, new byte[] {1}) {}));
        assertVerdict(
                judge(signature, ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.SIGNATURE_UNSUPPORTED,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc contains a signature that has the unknown critical subpacket 100.");
    }

    @Test
    void refusesAClearSignedMessage() throws Exception {
        PGPSignatureGenerator generator = key.generator(
                PGPSignature.CANONICAL_TEXT_DOCUMENT, SHA256, TestKey.packets(SIGNED, key.pair.getPublicKey()));
        generator.update(CONTENT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArmoredOutputStream armored = ArmoredOutputStream.builder().build(out)) {
            armored.beginClearText(SHA256);
            armored.write(CONTENT);
            armored.write('\n');
            armored.endClearText();
            generator.generate().encode(armored);
        }
        assertVerdict(
                judge(out.toByteArray(), ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.NOT_DETACHED,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc is a clear-signed message with its own text; expected a detached signature.");
    }

    @Test
    void refusesAMessageWithItsOwnContent() throws Exception {
        PGPSignatureGenerator generator =
                key.generator(PGPSignature.BINARY_DOCUMENT, SHA256, TestKey.packets(SIGNED, key.pair.getPublicKey()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generator.generateOnePassVersion(false).encode(out);
        PGPLiteralDataGenerator literal = new PGPLiteralDataGenerator();
        literal.open(out, 'b', NAME, CONTENT.length, Date.from(SIGNED)).write(CONTENT);
        literal.close();
        generator.update(CONTENT);
        generator.generate().encode(out);
        assertVerdict(
                judge(TestKey.armored(out.toByteArray()), ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.NOT_DETACHED,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc is a message with its own content; expected a detached signature.");
    }

    private void assertNoSignature(byte[] content, String phrase) throws IOException {
        assertVerdict(
                judge(content, ring(rsa), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.NOT_A_SIGNATURE,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc " + phrase + "; expected a detached signature.");
        assertThat(verify(content, pinned(ring(rsa))).trusted()).isTrue();
    }

    @Test
    void refusesAFileThatIsNotASignature() throws Exception {
        byte[] armored = TestKey.armored(signed());
        String text = new String(armored, StandardCharsets.US_ASCII);
        assertNoSignature(new byte[0], "is empty");
        assertNoSignature("<html>404</html>".getBytes(StandardCharsets.US_ASCII), "is an HTML page");
        assertNoSignature("hello".getBytes(StandardCharsets.US_ASCII), "is neither armored nor binary OpenPGP data");
        assertNoSignature(rsa.certificate(), "contains a public key");
        assertNoSignature(
                text.substring(0, text.indexOf("-----END")).getBytes(StandardCharsets.US_ASCII),
                "contains a PGP SIGNATURE block that has no end line");
        assertNoSignature(
                java.util.Arrays.copyOf(signed(), 40),
                "is truncated: an OpenPGP packet has 40 of " + signed().length + " bytes");
        assertNoSignature(new byte[] {(byte) 0xd2, 0}, "contains an OpenPGP packet of type 18");
        assertNoSignature(new byte[(1 << 20) + 1], "is too large for a signature (1048577 bytes)");
    }

    @Test
    void refusesArmorWithAWrongChecksum() throws Exception {
        String text = new String(TestKey.armored(signed()), StandardCharsets.US_ASCII);
        int at = text.indexOf("\n=") + 2;
        String damaged = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
        EvidenceVerdict verdict = judge(
                damaged.getBytes(StandardCharsets.US_ASCII), ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE);
        assertThat(verdict.kind()).isEqualTo(Kind.NOT_A_SIGNATURE);
        assertThat(verdict.sentence()).startsWith(NAME + ".asc contains a PGP SIGNATURE block that is damaged (");
    }

    @Test
    void refusesAnUnknownFormat() throws Exception {
        byte[] signature = signed();
        signature[2] = 9;
        assertVerdict(
                judge(signature, ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.SIGNATURE_UNSUPPORTED,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc contains a signature in an unknown format; expected a detached signature.");
    }

    @Test
    void reportsAMissingSignature() throws IOException {
        Path file = Files.write(directory.resolve(NAME), CONTENT);
        for (Optional<Path> none : List.of(Optional.<Path>empty(), Optional.of(directory.resolve("absent.asc")))) {
            Evidence evidence = new Evidence(file, NAME, CONTENT.length, Map.of(), none, List.of());
            Verification verification =
                    new Verifier(Clock.fixed(NOW, ZoneOffset.UTC)).verify(evidence, any(KeyRing.EMPTY));
            assertThat(verification.refusal()).contains(TrustRefusal.NOTHING_PINNED_AND_NO_SIGNATURE);
            assertVerdict(
                    verification.verdicts().get(0),
                    Kind.SIGNATURE_MISSING,
                    Effect.REFUSES_UNLESS_VOUCHED,
                    NAME + " has no signature.");
        }
    }

    @Test
    void acceptsOneGoodSignatureAmongOthersAndReportsTheOthers() throws Exception {
        byte[] bad = rsa.sign(new byte[0], SHA256, SIGNED);
        byte[] unknown = TestKey.ed25519(CREATED).sign(CONTENT, SHA256, SIGNED);
        KeyRing keys = ring(named(), rsa);
        for (byte[] file : List.of(
                TestKey.join(bad, signed(), unknown),
                TestKey.armored(bad, unknown, signed()),
                TestKey.join(TestKey.armored(signed()), TestKey.armored(bad), TestKey.armored(unknown)))) {
            Verification verification = verify(file, any(keys));
            assertThat(verification.trusted()).isTrue();
            assertThat(verification.verdicts())
                    .extracting(EvidenceVerdict::kind)
                    .containsExactlyInAnyOrder(Kind.SIGNATURE_GOOD, Kind.SIGNATURE_BAD, Kind.KEY_UNKNOWN);
            assertThat(verification.sentence()).isEqualTo(NAME + " is trusted. " + good());
        }
        assertThat(verify(TestKey.join(bad, unknown), any(keys)).refusal()).contains(TrustRefusal.BAD_SIGNATURE);
    }

    @Test
    void refusesTooManySignaturesWithoutReadingTheArchive() throws Exception {
        byte[][] many = new byte[33][];
        java.util.Arrays.fill(many, signed());
        assertThat(judge(TestKey.join(many), ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE)
                        .sentence())
                .isEqualTo(NAME + ".asc contains more than 32 signatures; expected a detached signature.");
    }

    @Test
    void acceptsNoSignatureWhoseTimeWasChanged() throws Exception {
        byte[] signature = signed();
        KeyRing keys = ring(named());
        for (int bit = 0; bit < signature.length * 8; bit += 7) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            for (EvidenceVerdict verdict : verify(changed, any(keys)).verdicts()) {
                assertThat(verdict.accepted()
                                && !verdict.signature().get().signed().equals(Optional.of(SIGNED)))
                        .isFalse();
            }
        }
    }
}
