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
        assertSaid(verdict, Kind.SIGNATURE_GOOD, Effect.VOUCHES, deed + ": the signature is good.");
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
    void refusesASignatureOfOtherBytesEvenBesideAMatchingPin() throws Exception {
        byte[] signature = key.sign("another file".getBytes(StandardCharsets.UTF_8), SHA256, SIGNED);
        assertSaid(
                judge(signature, ring(named()), TrustRefusal.BAD_SIGNATURE),
                Kind.SIGNATURE_BAD,
                Effect.REFUSES,
                NAME + ".asc says: " + deed + "; but the bytes of " + NAME
                        + " are not those that were signed. They were changed or damaged, or this is the signature of"
                        + " another file.");
        assertThat(verify(signature, pinned(ring(key))).refusal()).contains(TrustRefusal.BAD_SIGNATURE);
    }

    @Test
    void saysWhichKeyIsUnknown() throws Exception {
        String made = NAME + ".asc was made on 2015-09-02 00:30:54 UTC with the key " + key.fingerprint() + "; ";
        TestKey other = TestKey.ed25519(CREATED).name("Other", CREATED, packets -> {});
        assertSaid(
                judge(signed(), ring(other, rsa), TrustRefusal.UNKNOWN_KEY),
                Kind.KEY_UNKNOWN,
                Effect.REFUSES_UNLESS_VOUCHED,
                made + "it is none of the 2 keys that were given.");
        assertSaid(
                judge(signed(), KeyRing.EMPTY, TrustRefusal.UNKNOWN_KEY),
                Kind.KEY_UNKNOWN,
                Effect.REFUSES_UNLESS_VOUCHED,
                made + "no keys were given.");
        assertThat(verify(signed(), pinned(ring(other))).trusted()).isTrue();
    }

    @Test
    void findsTheKeyByItsIdAloneAndSaysTheIdIfItIsUnknown() throws Exception {
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setSignatureCreationTime(Date.from(SIGNED));
        packets.setIssuerKeyID(false, key.pair.getKeyID());
        byte[] signature = key.sign(CONTENT, PGPSignature.BINARY_DOCUMENT, SHA256, packets);
        assertThat(judge(signature, ring(named()), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
        assertSaid(
                judge(signature, ring(rsa), TrustRefusal.UNKNOWN_KEY),
                Kind.KEY_UNKNOWN,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc was made on 2015-09-02 00:30:54 UTC with the key "
                        + key.fingerprint().hex().substring(24)
                        + "; it is not the one key that was given.");
    }

    @Test
    void refusesAKnownKeyThatMayNotSign() throws Exception {
        TrustPolicy policy = new TrustPolicy(List.of(), ring(named(), rsa), Set.of(rsa.fingerprint()), false);
        Verification verification = verify(signed(), policy);
        assertThat(verification.refusal()).contains(TrustRefusal.SIGNER_NOT_ALLOWED);
        assertSaid(
                verification.verdicts().get(0),
                Kind.SIGNER_NOT_ALLOWED,
                Effect.REFUSES_UNLESS_VOUCHED,
                deed + ", which is known but may not sign this release; that may " + rsa.fingerprint() + " only.");
        assertThat(verify(rsa.sign(CONTENT, SHA256, SIGNED), policy).trusted()).isTrue();
    }

    @Test
    void refusesASignatureOlderThanItsKey() throws Exception {
        Instant before = CREATED.minusSeconds(60);
        assertSaid(
                judge(key.sign(CONTENT, SHA256, before), ring(named()), TrustRefusal.INVALID_KEY),
                Kind.KEY_YOUNGER_THAN_SIGNATURE,
                Effect.REFUSES_UNLESS_VOUCHED,
                deed(before, key) + ", which was made only on 2013-01-14 07:13:24 UTC.");
    }

    @Test
    void refusesASignatureFromTheFutureButForgivesAClockThatIsLate() throws Exception {
        assertThat(judge(key.sign(CONTENT, SHA256, NOW.plusSeconds(299)), ring(named()), null)
                        .kind())
                .isEqualTo(Kind.SIGNATURE_GOOD);
        Instant future = NOW.plusSeconds(301);
        assertSaid(
                judge(key.sign(CONTENT, SHA256, future), ring(key), TrustRefusal.SIGNATURE_OUT_OF_TIME),
                Kind.SIGNED_IN_THE_FUTURE,
                Effect.REFUSES_UNLESS_VOUCHED,
                deed(future, key) + "; that is in the future: now it is 2026-11-23 07:00:00 UTC.");
    }

    @Test
    void refusesASignatureThatHasExpired() throws Exception {
        assertSaid(
                judge(
                        signed(packets -> packets.setSignatureExpirationTime(60)),
                        ring(named()),
                        TrustRefusal.SIGNATURE_OUT_OF_TIME),
                Kind.SIGNATURE_EXPIRED,
                Effect.REFUSES_UNLESS_VOUCHED,
                deed + "; the signature was valid until 2015-09-02 00:31:54 UTC only.");
        assertThat(judge(signed(packets -> packets.setSignatureExpirationTime(400_000_000)), ring(key), null)
                        .kind())
                .isEqualTo(Kind.SIGNATURE_GOOD);
    }

    @ParameterizedTest
    @ValueSource(ints = {HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160})
    void acceptsAWeakDigestOnlyBesideAStrongPinOrByOption(int hash) throws Exception {
        String name = hash == HashAlgorithmTags.SHA1 ? "SHA-1" : "RIPEMD-160";
        byte[] signature = rsa.sign(CONTENT, hash, SIGNED);
        String fits = deed(SIGNED, rsa).replace("(EdDSA, SHA-256)", "(RSA, " + name + ")")
                + ": the signature fits, but " + name + " is weak; it ";
        assertSaid(
                judge(signature, ring(rsa), TrustRefusal.WEAK_SIGNATURE),
                Kind.SIGNATURE_WEAK,
                Effect.REFUSES_UNLESS_VOUCHED,
                fits + "would need a pinned SHA-256 or SHA-512 beside it.");
        Verification pinned = verify(signature, pinned(ring(rsa)));
        assertThat(pinned.trusted()).isTrue();
        assertSaid(
                pinned.verdicts().get(1),
                Kind.SIGNATURE_WEAK,
                Effect.AGREES,
                fits + "is accepted because a pinned digest matches as well.");
        Verification asked = verify(signature, new TrustPolicy(List.of(), ring(rsa), Set.of(), true));
        assertThat(asked.trusted()).isTrue();
        assertSaid(
                asked.verdicts().get(0),
                Kind.SIGNATURE_WEAK,
                Effect.VOUCHES,
                fits + "is accepted because that was asked for.");
        TrustPolicy weakPin = new TrustPolicy(List.of(pin(Algorithm.SHA1)), ring(rsa), Set.of(), false);
        assertThat(verify(signature, weakPin).refusal()).contains(TrustRefusal.WEAK_SIGNATURE);
    }

    @Test
    void neverAcceptsMd5() throws Exception {
        byte[] signature = rsa.sign(CONTENT, HashAlgorithmTags.MD5, SIGNED);
        Verification verification = verify(signature, new TrustPolicy(List.of(), ring(rsa), Set.of(), true));
        assertThat(verification.refusal()).contains(TrustRefusal.WEAK_SIGNATURE);
        assertSaid(
                verification.verdicts().get(0),
                Kind.SIGNATURE_WEAK,
                Effect.REFUSES_UNLESS_VOUCHED,
                deed(SIGNED, rsa).replace("(EdDSA, SHA-256)", "(RSA, MD5)")
                        + ": the signature fits, but MD5 can be forged, so it proves nothing.");
        EvidenceVerdict besidePin =
                verify(signature, pinned(ring(rsa))).verdicts().get(1);
        assertThat(besidePin.accepted()).isFalse();
    }

    @Test
    void refusesTwoIssuers() throws Exception {
        byte[] signature = signed(packets -> {
            packets.removePacketsOfType(16);
            packets.setIssuerKeyID(false, 0x0123456789ABCDEFL);
        });
        assertSaid(
                judge(signature, ring(named()), TrustRefusal.BAD_SIGNATURE),
                Kind.ISSUER_CONTRADICTORY,
                Effect.REFUSES,
                NAME + ".asc holds a signature that names two different keys as its maker: " + key.fingerprint()
                        + " and 0123456789ABCDEF.");
    }

    @Test
    void refusesASignatureOfText() throws Exception {
        PGPSignatureSubpacketGenerator packets = TestKey.packets(SIGNED, key.pair.getPublicKey());
        byte[] signature = key.sign(CONTENT, PGPSignature.CANONICAL_TEXT_DOCUMENT, SHA256, packets);
        assertSaid(
                judge(signature, ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.SIGNATURE_OF_OTHER_TYPE,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc holds a signature of type 0x01, which does not vouch for the bytes of a file (0x00"
                        + " does).");
    }

    @Test
    void refusesACriticalSubpacketThatItDoesNotKnow() throws Exception {
        byte[] signature = signed(
                packets -> packets.addCustomSubpacket(new SignatureSubpacket(100, true, false, new byte[] {1}) {}));
        assertSaid(
                judge(signature, ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.SIGNATURE_UNSUPPORTED,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc holds a signature that uses the unknown critical subpacket 100.");
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
        assertSaid(
                judge(out.toByteArray(), ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.NOT_DETACHED,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc is a clear-signed message that holds its own text; a detached signature is expected.");
    }

    @Test
    void refusesAMessageThatHoldsItsOwnContent() throws Exception {
        PGPSignatureGenerator generator =
                key.generator(PGPSignature.BINARY_DOCUMENT, SHA256, TestKey.packets(SIGNED, key.pair.getPublicKey()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generator.generateOnePassVersion(false).encode(out);
        PGPLiteralDataGenerator literal = new PGPLiteralDataGenerator();
        literal.open(out, 'b', NAME, CONTENT.length, Date.from(SIGNED)).write(CONTENT);
        literal.close();
        generator.update(CONTENT);
        generator.generate().encode(out);
        assertSaid(
                judge(TestKey.armored(out.toByteArray()), ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.NOT_DETACHED,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc is a message that holds its own content; a detached signature is expected.");
    }

    private void assertNoSignature(byte[] content, String phrase) throws IOException {
        assertSaid(
                judge(content, ring(rsa), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.NOT_A_SIGNATURE,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc " + phrase + "; a detached signature is expected.");
        assertThat(verify(content, pinned(ring(rsa))).trusted()).isTrue();
    }

    @Test
    void refusesWhatIsNoSignature() throws Exception {
        byte[] armored = TestKey.armored(signed());
        String text = new String(armored, StandardCharsets.US_ASCII);
        assertNoSignature(new byte[0], "is empty");
        assertNoSignature("<html>404</html>".getBytes(StandardCharsets.US_ASCII), "is a web page");
        assertNoSignature("hello".getBytes(StandardCharsets.US_ASCII), "is neither armored nor binary OpenPGP data");
        assertNoSignature(rsa.certificate(), "holds a public key");
        assertNoSignature(
                text.substring(0, text.indexOf("-----END")).getBytes(StandardCharsets.US_ASCII),
                "holds a PGP SIGNATURE that has no end line");
        assertNoSignature(
                java.util.Arrays.copyOf(signed(), 40),
                "ends within an OpenPGP packet that should have " + signed().length + " bytes but has 40");
        assertNoSignature(new byte[] {(byte) 0xd2, 0}, "holds an OpenPGP packet of type 18");
        assertNoSignature(new byte[(1 << 20) + 1], "has 1048577 bytes, far too many for a signature");
    }

    @Test
    void refusesAnArmorWhoseChecksumIsWrong() throws Exception {
        String text = new String(TestKey.armored(signed()), StandardCharsets.US_ASCII);
        int at = text.indexOf("\n=") + 2;
        String damaged = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
        EvidenceVerdict verdict = judge(
                damaged.getBytes(StandardCharsets.US_ASCII), ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE);
        assertThat(verdict.kind()).isEqualTo(Kind.NOT_A_SIGNATURE);
        assertThat(verdict.sentence()).startsWith(NAME + ".asc holds a PGP SIGNATURE that is damaged (");
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() throws Exception {
        byte[] signature = signed();
        signature[2] = 9;
        assertSaid(
                judge(signature, ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE),
                Kind.SIGNATURE_UNSUPPORTED,
                Effect.REFUSES_UNLESS_VOUCHED,
                NAME + ".asc holds a signature in a format that is not known; a detached signature is expected.");
    }

    @Test
    void saysThatThereIsNoSignature() throws IOException {
        Path file = Files.write(directory.resolve(NAME), CONTENT);
        for (Optional<Path> none : List.of(Optional.<Path>empty(), Optional.of(directory.resolve("absent.asc")))) {
            Evidence evidence = new Evidence(file, NAME, CONTENT.length, Map.of(), none, List.of());
            Verification verification =
                    new Verifier(Clock.fixed(NOW, ZoneOffset.UTC)).verify(evidence, any(KeyRing.EMPTY));
            assertThat(verification.refusal()).contains(TrustRefusal.NOTHING_PINNED_AND_NO_SIGNATURE);
            assertSaid(
                    verification.verdicts().get(0),
                    Kind.SIGNATURE_MISSING,
                    Effect.REFUSES_UNLESS_VOUCHED,
                    "There is no signature beside " + NAME + ".");
        }
    }

    @Test
    void acceptsOneGoodSignatureAmongOthersAndSaysTheOthers() throws Exception {
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
            assertThat(verification.sentence()).isEqualTo(NAME + " is trusted. " + deed + ": the signature is good.");
        }
        assertThat(verify(TestKey.join(bad, unknown), any(keys)).refusal()).contains(TrustRefusal.BAD_SIGNATURE);
    }

    @Test
    void doesNotReadTheArchiveForHundredsOfSignatures() throws Exception {
        byte[][] many = new byte[33][];
        java.util.Arrays.fill(many, signed());
        assertThat(judge(TestKey.join(many), ring(named()), TrustRefusal.NOT_A_DETACHED_SIGNATURE)
                        .sentence())
                .isEqualTo(NAME + ".asc holds more than 32 signatures; a detached signature is expected.");
    }

    @Test
    void noChangedBitOfASignatureChangesItsTime() throws Exception {
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
