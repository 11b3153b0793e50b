package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final String NAME = "mesos-0.24.0.tar.gz";
    private static final byte[] CONTENT = "the release".getBytes(StandardCharsets.UTF_8);
    private static final String WRONG_MD5 = "0".repeat(32);
    private static final String WRONG_SHA512 = "0".repeat(128);

    private static TestKey key;

    @TempDir
    private Path directory;

    private Path archive;

    @BeforeAll
    static void makeKey() throws Exception {
        key = TestKey.ed25519(NOW.minusSeconds(1000)).name("Signer", NOW.minusSeconds(1000), packets -> {});
    }

    @BeforeEach
    void writeArchive() throws IOException {
        archive = Files.write(directory.resolve(NAME), CONTENT);
    }

    private static Digest digest(Algorithm algorithm) {
        try {
            return new Digest(
                    algorithm,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance(algorithm.jcaName())
                                    .digest(CONTENT)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path checksum(String suffix, String text) throws IOException {
        return Files.writeString(directory.resolve(NAME + suffix), text);
    }

    private Path signature() throws Exception {
        return Files.write(
                directory.resolve(NAME + ".asc"),
                TestKey.armored(key.sign(CONTENT, HashAlgorithmTags.SHA512, NOW.minusSeconds(500))));
    }

    private Verification verify(List<Pin> pins, Optional<Path> signature, Path... checksums) throws IOException {
        KeyRing keys = KeyRing.parse(key.certificate(), "KEYS");
        Evidence evidence = new Evidence(archive, NAME, CONTENT.length, Map.of(), signature, List.of(checksums));
        return new Verifier(Clock.fixed(NOW, ZoneOffset.UTC))
                .verify(evidence, new TrustPolicy(pins, keys, Set.of(), false));
    }

    private static Pin pin(Algorithm algorithm) {
        return new Pin(digest(algorithm), "recipe mesos");
    }

    private static Pin wrongPin(Algorithm algorithm) {
        return new Pin(new Digest(algorithm, "0".repeat(algorithm.hexLength())), "mesos.archive.sha256");
    }

    private static void assertVerdict(EvidenceVerdict verdict, Kind kind, Effect effect, String sentence) {
        assertThat(verdict.sentence()).isEqualTo(sentence);
        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.effect()).isEqualTo(effect);
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"SHA256", "SHA512"})
    void trustsAStrongPinThatMatches(Algorithm algorithm) throws IOException {
        Verification verification = verify(List.of(pin(algorithm)), Optional.empty());
        String sentence = NAME + " matches the " + digest(algorithm) + " pinned by recipe mesos.";
        assertThat(verification.trusted()).isTrue();
        assertThat(verification.sentence()).isEqualTo(NAME + " is trusted. " + sentence);
        assertVerdict(verification.verdicts().get(0), Kind.PIN_MATCHED, Effect.VOUCHES, sentence);
        assertThat(verification.verdicts())
                .extracting(EvidenceVerdict::kind)
                .containsExactly(Kind.PIN_MATCHED, Kind.SIGNATURE_MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "MD5, MD5_ONLY, 'only its MD5 matches, and anyone can make another file with the same MD5.'",
        "SHA1, SHA1_ONLY, 'only its SHA-1 matches, and it is possible to make another file with the same SHA-1.'"
    })
    void doesNotTrustAWeakPinAlone(Algorithm algorithm, TrustRefusal refusal, String why) throws Exception {
        Verification verification = verify(List.of(pin(algorithm)), Optional.empty());
        assertThat(verification.refusal()).contains(refusal);
        assertThat(verification.sentence()).isEqualTo(NAME + " is not trusted: " + why);
        assertVerdict(
                verification.verdicts().get(0),
                Kind.PIN_MATCHED,
                Effect.AGREES,
                NAME + " matches the " + digest(algorithm) + " pinned by recipe mesos. " + algorithm.jcaName()
                        + " alone proves nothing.");
        assertThat(verify(List.of(pin(algorithm)), Optional.of(signature())).trusted())
                .isTrue();
        assertThat(verify(List.of(pin(algorithm), pin(Algorithm.SHA256)), Optional.empty())
                        .trusted())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void refusesAPinThatDoesNotMatchEvenIfAllElseDoes(Algorithm algorithm) throws Exception {
        List<Pin> pins = new ArrayList<>(
                Arrays.stream(Algorithm.values()).map(VerifierTest::pin).toList());
        pins.add(wrongPin(algorithm));
        Verification verification = verify(pins, Optional.of(signature()));
        String sentence = NAME + " does not match the " + algorithm.jcaName()
                + " pinned by mesos.archive.sha256: expected " + "0".repeat(algorithm.hexLength()) + ", got "
                + digest(algorithm).hex() + ".";
        assertThat(verification.refusal()).contains(TrustRefusal.WRONG_DIGEST);
        assertThat(verification.sentence()).isEqualTo(NAME + " is not trusted. " + sentence);
        assertVerdict(verification.verdicts().get(4), Kind.PIN_MISMATCHED, Effect.REFUSES, sentence);
    }

    @Test
    void refusesAnArchiveWithoutEvidence() throws IOException {
        Verification verification = verify(List.of(), Optional.empty());
        assertThat(verification.refusal()).contains(TrustRefusal.NOTHING_PINNED_AND_NO_SIGNATURE);
        assertThat(verification.sentence())
                .isEqualTo(NAME + " is not trusted: no digest is pinned for it, and it has no signature.");
    }

    @Test
    void refusesAChecksumFileAlone() throws IOException {
        Path md5 = checksum(".md5", NAME + ": " + digest(Algorithm.MD5).hex());
        Path sha512 = checksum(".sha512", digest(Algorithm.SHA512).hex() + "  " + NAME);
        Verification weak = verify(List.of(), Optional.empty(), md5);
        assertThat(weak.refusal()).contains(TrustRefusal.MD5_ONLY);
        assertVerdict(
                weak.verdicts().get(0),
                Kind.CHECKSUM_AGREED,
                Effect.AGREES,
                NAME + " matches the " + digest(Algorithm.MD5) + " in " + NAME + ".md5.");
        Verification strong = verify(List.of(), Optional.empty(), md5, sha512);
        assertThat(strong.refusal()).contains(TrustRefusal.CHECKSUM_FILE_ONLY);
        assertThat(strong.sentence())
                .isEqualTo(NAME + " is not trusted: only a checksum file vouches for it, and whoever can replace the"
                        + " archive can replace that file too.");
    }

    /** Checks the table in the Javadoc of Verifier, row by row. */
    @ParameterizedTest(name = "{0} {1}: pinned {3}, signed {4}, neither {5}")
    @CsvSource({
        ".sha512, disagreeing, CHECKSUM_DISAGREED, DISAGREEING_CHECKSUM, DISAGREEING_CHECKSUM, DISAGREEING_CHECKSUM",
        ".md5, disagreeing, CHECKSUM_DISAGREED, -, DISAGREEING_CHECKSUM, DISAGREEING_CHECKSUM",
        ".sha512, contradictory, CHECKSUM_CONTRADICTORY, CONTRADICTORY_CHECKSUMS, CONTRADICTORY_CHECKSUMS, CONTRADICTORY_CHECKSUMS",
        ".md5, contradictory, CHECKSUM_CONTRADICTORY, -, CONTRADICTORY_CHECKSUMS, CONTRADICTORY_CHECKSUMS",
        ".sha512, truncated, CHECKSUM_TRUNCATED, -, TRUNCATED_CHECKSUM, TRUNCATED_CHECKSUM",
        ".md5, truncated, CHECKSUM_TRUNCATED, -, -, TRUNCATED_CHECKSUM",
        ".sha512, foreign, CHECKSUM_FOREIGN, -, FOREIGN_CHECKSUM, FOREIGN_CHECKSUM",
        ".md5, foreign, CHECKSUM_FOREIGN, -, -, FOREIGN_CHECKSUM",
        ".sha512, empty, CHECKSUM_EMPTY, -, UNREADABLE_CHECKSUM, UNREADABLE_CHECKSUM",
        ".md5, empty, CHECKSUM_EMPTY, -, -, UNREADABLE_CHECKSUM",
        ".sha512, prose, CHECKSUM_UNREADABLE, -, UNREADABLE_CHECKSUM, UNREADABLE_CHECKSUM",
        ".sha1, prose, CHECKSUM_UNREADABLE, -, -, UNREADABLE_CHECKSUM",
        ".checksum, prose, CHECKSUM_UNREADABLE, -, UNREADABLE_CHECKSUM, UNREADABLE_CHECKSUM"
    })
    void decidesDependingOnTheOtherEvidence(
            String suffix, String content, Kind kind, String withPin, String withSignature, String alone)
            throws Exception {
        String wrong = suffix.equals(".md5") ? WRONG_MD5 : WRONG_SHA512;
        String other = wrong.replace('0', '1');
        Path file = checksum(
                suffix,
                switch (content) {
                    case "disagreeing" -> wrong;
                    case "contradictory" -> wrong + "\n" + other + "\n";
                    case "truncated" -> wrong.substring(1);
                    case "foreign" -> wrong + "  other.tar.gz\n";
                    case "empty" -> "";
                    default -> "Please see the web site.\n";
                });
        Optional<Path> none = Optional.empty();
        Verification pinned = verify(List.of(pin(Algorithm.SHA256)), none, file);
        assertThat(pinned.verdicts().get(1).kind()).isEqualTo(kind);
        assertThat(pinned.verdicts().get(1).accepted()).isFalse();
        assertRefusal(pinned, withPin);
        assertRefusal(verify(List.of(), Optional.of(signature()), file), withSignature);
        assertRefusal(verify(List.of(), none, file), alone);
        assertRefusal(verify(List.of(pin(Algorithm.MD5)), none, file), alone);
    }

    private static void assertRefusal(Verification verification, String expected) {
        assertThat(verification.refusal().map(Enum::name).orElse("-")).isEqualTo(expected);
    }

    @Test
    void reportsWhatIsWrongWithEachChecksumFile() throws IOException {
        assertThat(verify(
                                List.of(pin(Algorithm.SHA256)),
                                Optional.empty(),
                                checksum(".a.md5", WRONG_MD5),
                                checksum(".b.md5", "0123"),
                                checksum(".c.md5", WRONG_MD5 + "  x.tar.gz\n"),
                                checksum(".d.md5", ""),
                                checksum(".e.md5", "prose"),
                                checksum(".f.md5", WRONG_MD5 + "\n" + "1".repeat(32)),
                                directory.resolve("absent.md5"))
                        .verdicts())
                .extracting(EvidenceVerdict::sentence)
                .containsExactly(
                        NAME + " matches the " + digest(Algorithm.SHA256) + " pinned by recipe mesos.",
                        NAME + " does not match the MD5 in " + NAME + ".a.md5: expected " + WRONG_MD5 + ", got "
                                + digest(Algorithm.MD5).hex() + ".",
                        NAME + ".b.md5 contains a digest of 4 digits, but MD5 needs 32.",
                        NAME + ".c.md5 is for x.tar.gz, not for " + NAME + ".",
                        NAME + ".d.md5 is empty.",
                        NAME + ".e.md5 is not in a known checksum format.",
                        NAME + ".f.md5 contradicts itself: it lists both the MD5 " + WRONG_MD5 + " and the MD5 "
                                + "1".repeat(32) + " for " + NAME + ".",
                        "absent.md5 does not exist.",
                        NAME + " has no signature.");
    }

    @Test
    void reportsChecksumFilesThatContradictEachOther() throws Exception {
        Path agrees = checksum(".md5", digest(Algorithm.MD5).hex());
        Path disagrees = checksum(".sha512", WRONG_SHA512);
        Verification verification = verify(List.of(pin(Algorithm.SHA256)), Optional.of(signature()), agrees, disagrees);
        assertThat(verification.refusal()).contains(TrustRefusal.CONTRADICTORY_CHECKSUMS);
        assertVerdict(
                verification.verdicts().get(3),
                Kind.CHECKSUM_CONTRADICTORY,
                Effect.REFUSES,
                "The checksum files of " + NAME + " contradict each other: some match it and some do not.");
        Path strong = checksum(".sha512", digest(Algorithm.SHA512).hex());
        Path weak = checksum(".md5", WRONG_MD5);
        assertThat(verify(List.of(), Optional.of(signature()), strong, weak).refusal())
                .contains(TrustRefusal.CONTRADICTORY_CHECKSUMS);
        assertThat(verify(List.of(pin(Algorithm.SHA256)), Optional.empty(), strong, weak)
                        .trusted())
                .isTrue();
    }

    @Test
    void usesTheKnownDigestsAndReadsTheArchiveOnlyForOthers() throws IOException {
        Files.delete(archive);
        Evidence evidence = new Evidence(
                archive,
                NAME,
                CONTENT.length,
                Map.of(Algorithm.SHA256, digest(Algorithm.SHA256)),
                Optional.empty(),
                List.of());
        Verifier verifier = new Verifier(Clock.fixed(NOW, ZoneOffset.UTC));
        TrustPolicy known = new TrustPolicy(List.of(pin(Algorithm.SHA256)), KeyRing.EMPTY, Set.of(), false);
        TrustPolicy other = new TrustPolicy(List.of(pin(Algorithm.SHA512)), KeyRing.EMPTY, Set.of(), false);
        assertThat(verifier.verify(evidence, known).trusted()).isTrue();
        assertThatThrownBy(() -> verifier.verify(evidence, other)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void exceptionHasTheVerificationAndTheEvidence() throws IOException {
        Verification refused = verify(List.of(), Optional.empty());
        Verification trusted = verify(List.of(pin(Algorithm.SHA256)), Optional.empty());
        Evidence evidence = new Evidence(archive, NAME, 1, Map.of(), Optional.empty(), List.of());
        VerificationException exception = new VerificationException(refused, evidence);
        assertThat(exception).hasMessage(refused.sentence());
        assertThat(exception.refusal()).isEqualTo(TrustRefusal.NOTHING_PINNED_AND_NO_SIGNATURE);
        assertThat(exception.verification()).isSameAs(refused);
        assertThat(exception.evidence()).isSameAs(evidence);
        assertThatThrownBy(() -> new VerificationException(trusted, evidence))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
