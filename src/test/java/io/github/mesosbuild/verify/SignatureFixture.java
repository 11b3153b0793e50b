package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Signs a release with test keys and verifies the signatures. */
abstract class SignatureFixture {
    static final Instant CREATED = Instant.parse("2013-01-14T07:13:24Z");
    static final Instant SIGNED = Instant.parse("2015-09-02T00:30:54Z");
    static final Instant LATER = Instant.parse("2018-05-05T05:05:05Z");
    static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    static final String NAME = "mesos-0.24.0.tar.gz";
    static final String HOLDER = "Vinod Test <vinod@example.org>";
    static final byte[] CONTENT = "the release".getBytes(StandardCharsets.UTF_8);
    static final int SHA256 = HashAlgorithmTags.SHA256;

    static TestKey rsa;

    @TempDir
    Path directory;

    TestKey key;
    String statement;

    @BeforeAll
    static void makeSlowKey() throws PGPException {
        rsa = TestKey.rsa(2048, CREATED).name(HOLDER, CREATED, packets -> packets.setKeyFlags(KeyFlags.SIGN_DATA));
    }

    @BeforeEach
    void makeKey() throws PGPException {
        key = TestKey.ed25519(CREATED);
        statement = statement(SIGNED, key);
    }

    static String statement(Instant at, TestKey by) {
        return NAME + " was signed " + signer(at, by);
    }

    static String signer(Instant at, TestKey by) {
        return "by " + HOLDER + " on " + Quantities.time(at) + " with key " + by.fingerprint() + " (EdDSA, SHA-256)";
    }

    String good() {
        return "Good signature: " + statement + ".";
    }

    TestKey named() throws PGPException {
        return key.name(HOLDER, CREATED, packets -> {});
    }

    static KeyRing ring(TestKey... keys) throws IOException {
        KeyRing ring = KeyRing.EMPTY;
        for (TestKey key : keys) {
            ring = ring.plus(KeyRing.parse(key.certificate(), "KEYS"));
        }
        assertThat(ring.skipped()).isEmpty();
        return ring;
    }

    Verification verify(byte[] signature, TrustPolicy policy) throws IOException {
        Path file = Files.write(directory.resolve(NAME), CONTENT);
        Path asc = Files.write(directory.resolve(NAME + ".asc"), signature);
        Evidence evidence = new Evidence(file, NAME, CONTENT.length, Map.of(), Optional.of(asc), List.of());
        return new Verifier(Clock.fixed(NOW, ZoneOffset.UTC)).verify(evidence, policy);
    }

    static TrustPolicy any(KeyRing keys) {
        return new TrustPolicy(List.of(), keys, Set.of(), false);
    }

    static TrustPolicy pinned(KeyRing keys) {
        return new TrustPolicy(List.of(pin(Algorithm.SHA256)), keys, Set.of(), false);
    }

    static Pin pin(Algorithm algorithm) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm.jcaName()).digest(CONTENT);
            return new Pin(new Digest(algorithm, HexFormat.of().formatHex(digest)), "recipe mesos");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Verifies a signature that is the only evidence, and asserts that it alone decides. */
    EvidenceVerdict judge(byte[] signature, KeyRing keys, TrustRefusal expected) throws IOException {
        Verification verification = verify(signature, any(keys));
        assertThat(verification.refusal()).isEqualTo(Optional.ofNullable(expected));
        assertThat(verification.verdicts()).hasSize(1);
        EvidenceVerdict verdict = verification.verdicts().get(0);
        assertThat(verification.sentence())
                .isEqualTo(NAME + (expected == null ? " is trusted. " : " is not trusted. ") + verdict.sentence());
        return verdict;
    }

    static void assertVerdict(EvidenceVerdict verdict, Kind kind, Effect effect, String sentence) {
        assertThat(verdict.sentence()).isEqualTo(sentence);
        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.effect()).isEqualTo(effect);
    }

    byte[] signed() throws PGPException, IOException {
        return key.sign(CONTENT, SHA256, SIGNED);
    }

    byte[] signed(java.util.function.Consumer<PGPSignatureSubpacketGenerator> more) throws PGPException, IOException {
        PGPSignatureSubpacketGenerator packets = TestKey.packets(SIGNED, key.pair.getPublicKey());
        more.accept(packets);
        return key.sign(CONTENT, PGPSignature.BINARY_DOCUMENT, SHA256, packets);
    }
}
