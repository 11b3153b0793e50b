package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.fetch.Archive;
import io.github.mesosbuild.fetch.ArchiveCache;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Ownership;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.release.Pin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final String NAME = "sample-1.0.0.tar.gz";
    private static final byte[] CONTENT = "the release".getBytes(StandardCharsets.UTF_8);
    private static final String SENTENCE =
            NAME + " matches the " + digest(Algorithm.SHA256, CONTENT) + " pinned by recipe sample.";

    private static TestKey key;

    @TempDir
    Path directory;

    private ArchiveCache cache;
    private ArchiveStore store;
    private final TrustPolicy pinned = policy(KeyRing.EMPTY, Algorithm.SHA256);

    @BeforeAll
    static void makeKey() throws Exception {
        key = key();
    }

    private static TestKey key() throws Exception {
        return TestKey.ed25519(NOW.minusSeconds(1000)).name("Signer", NOW.minusSeconds(1000), packets -> {});
    }

    @BeforeEach
    void open() {
        cache = new ArchiveCache(directory);
        store = new ArchiveStore(cache, new Verifier(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static Digest digest(Algorithm algorithm, byte[] content) {
        try {
            return new Digest(
                    algorithm,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance(algorithm.jcaName())
                                    .digest(content)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustPolicy policy(KeyRing keys, Algorithm... pins) {
        return new TrustPolicy(
                List.of(pins).stream()
                        .map(algorithm -> new Pin(digest(algorithm, CONTENT), "recipe sample"))
                        .toList(),
                keys,
                Set.of(),
                false);
    }

    /** Returns what a fetch leaves: a part file and the companions. */
    private Archive fetched(byte[] content, Map<String, byte[]> companionFiles) throws IOException {
        Files.createDirectories(cache.incoming());
        Path part = Files.write(cache.incoming().resolve(NAME + ".part"), content);
        Map<String, Path> companions = new HashMap<>();
        for (Map.Entry<String, byte[]> companion : companionFiles.entrySet()) {
            companions.put(
                    companion.getKey(),
                    Files.write(cache.incoming().resolve(NAME + companion.getKey()), companion.getValue()));
        }
        return new Archive(
                part,
                NAME,
                content.length,
                Map.of(
                        Algorithm.SHA256, digest(Algorithm.SHA256, content),
                        Algorithm.SHA512, digest(Algorithm.SHA512, content)),
                companions,
                new Source.LocalFile(part));
    }

    private Path admitted() throws Exception {
        return store.admit(fetched(CONTENT, Map.of()), pinned).file();
    }

    private static void overwriteKeepingTime(Path file, byte[] content) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, content);
        Files.setLastModifiedTime(file, time);
    }

    private static void touch(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plus(Duration.ofHours(1))));
    }

    @Test
    void admittedArchiveGetsItsFinalNameAndARecord() throws Exception {
        byte[] signature = TestKey.armored(key.sign(CONTENT, HashAlgorithmTags.SHA512, NOW.minusSeconds(500)));
        VerifiedArchive archive = store.admit(fetched(CONTENT, Map.of(".asc", signature)), pinned);
        Digest sha256 = digest(Algorithm.SHA256, CONTENT);
        assertThat(archive.file()).isEqualTo(cache.place(sha256, NAME)).hasBinaryContent(CONTENT);
        assertThat(archive.size()).isEqualTo(CONTENT.length);
        assertThat(archive.sha256()).isEqualTo(sha256);
        assertThat(archive.sentences()).contains(SENTENCE);
        assertThat(archive.file().resolveSibling(NAME + ".asc")).hasBinaryContent(signature);
        assertThat(AtomicFile.readProperties(archive.file().resolveSibling("verification.properties")))
                .isPresent();
        assertThat(cache.incoming()).isEmptyDirectory();
    }

    @Test
    void oneSignatureOfTwoIsUsed() throws Exception {
        byte[] signature = key.sign(CONTENT, HashAlgorithmTags.SHA512, NOW.minusSeconds(500));
        byte[] other = key.sign(new byte[] {1}, HashAlgorithmTags.SHA512, NOW.minusSeconds(500));
        TrustPolicy signed = policy(KeyRing.parse(TestKey.armored(key.certificate()), "KEYS"));
        store.admit(fetched(CONTENT, Map.of(".asc", signature, ".sig", other)), signed);
        assertThat(store.find(NAME, signed, true)).isPresent();
    }

    /** GNU's signatures are binary. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBinarySignatureIsOneToo(boolean good) throws Exception {
        byte[] signature = key.sign(
                good ? CONTENT : "other".getBytes(StandardCharsets.UTF_8),
                HashAlgorithmTags.SHA512,
                NOW.minusSeconds(500));
        Archive fetched = fetched(CONTENT, Map.of(".sig", signature));
        TrustPolicy signed = policy(KeyRing.parse(TestKey.armored(key.certificate()), "KEYS"));
        if (good) {
            VerifiedArchive archive = store.admit(fetched, signed);
            assertThat(archive.file().resolveSibling(NAME + ".sig")).hasBinaryContent(signature);
            assertThat(store.find(NAME, signed, true)).isPresent();
            Files.write(archive.file().resolveSibling(NAME + ".sig"), new byte[] {1});
            assertThat(store.find(NAME, signed, true)).isEmpty();
        } else {
            assertThat(catchThrowableOfType(VerificationException.class, () -> store.admit(fetched, signed)))
                    .hasMessageContaining("Bad signature: " + NAME + " does not match " + NAME + ".sig");
        }
    }

    /** Changes a value of the record, which shows in the result if the archive is not read again. */
    private static void claim(Path file, String name, String value) throws IOException {
        Path record = file.resolveSibling("verification.properties");
        Map<String, String> values =
                new HashMap<>(AtomicFile.readProperties(record).orElseThrow());
        values.put(name, value);
        AtomicFile.writeProperties(record, values);
    }

    @Test
    void archiveWithTheSameAttributesIsNotReadAgain() throws Exception {
        Path file = admitted();
        claim(file, "sentence.99", "It was not read again.");
        VerifiedArchive found = store.find(NAME, pinned, false).orElseThrow();
        assertThat(found.file()).isEqualTo(file);
        assertThat(found.sentences()).contains(SENTENCE, "It was not read again.");
    }

    @Test
    void touchedArchiveIsReadAgainAndFound() throws Exception {
        Path file = admitted();
        touch(file);
        claim(file, "sentence.99", "It was not read again.");
        assertThat(store.find(NAME, pinned, false).orElseThrow().sentences())
                .contains(SENTENCE)
                .doesNotContain("It was not read again.");
        claim(file, "sentence.99", "It was not read again.");
        assertThat(store.find(NAME, pinned, false).orElseThrow().sentences())
                .as("the record has the new time")
                .contains("It was not read again.");
    }

    @Test
    void flippedBitWithTheOldTimeIsNoticed() throws Exception {
        Path file = admitted();
        byte[] flipped = CONTENT.clone();
        flipped[3] ^= 4;
        overwriteKeepingTime(file, flipped);
        assertThat(store.find(NAME, pinned, false)).isEmpty();
        assertThat(file).doesNotExist();
    }

    /** Returns a store in whose eyes the record of a file is of another user. */
    private ArchiveStore others(Path file) throws IOException {
        int self = (int) Files.getAttribute(file, "unix:uid");
        Files.setAttribute(file.resolveSibling("verification.properties"), "unix:uid", self == 0 ? 12345 : self);
        return new ArchiveStore(
                cache,
                new Verifier(Clock.fixed(NOW, ZoneOffset.UTC)),
                Optional.of(new Ownership(self == 0 ? 0 : self + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {".asc", ".sig"})
    void aSignatureIsFoundWithoutTheRecord(String suffix) throws Exception {
        byte[] signature = key.sign(CONTENT, HashAlgorithmTags.SHA512, NOW.minusSeconds(500));
        TrustPolicy signed = policy(KeyRing.parse(TestKey.armored(key.certificate()), "KEYS"));
        Path file =
                store.admit(fetched(CONTENT, Map.of(suffix, signature)), signed).file();
        assertThat(others(file).find(NAME, signed, false)).isPresent();
    }

    @Test
    void recordOfAnotherUserIsNotBelieved() throws Exception {
        Path file = admitted();
        ArchiveStore others = others(file);
        claimForeign(file, "sentence.99", "The attacker says so.");
        TrustPolicy sha512 = policy(KeyRing.EMPTY, Algorithm.SHA512);
        assertThat(others.find(NAME, sha512, false).orElseThrow().sentences())
                .isNotEmpty()
                .doesNotContain("The attacker says so.");

        byte[] attack = "the attack!".getBytes(StandardCharsets.UTF_8);
        overwriteKeepingTime(file, attack);
        claimForeign(file, "stamp", stampOf(file));
        assertThat(others.find(NAME, sha512, false)).isEmpty();
        Path matching = cache.place(digest(Algorithm.SHA256, attack), NAME);
        Files.createDirectories(matching.getParent());
        Files.move(file, matching);
        Files.move(file.resolveSibling("verification.properties"), matching.resolveSibling("verification.properties"));
        claimForeign(matching, "stamp", stampOf(matching));
        assertThat(others.find(NAME, sha512, false)).isEmpty();
        assertThat(matching).as("is not ours to remove").exists();
    }

    private static String stampOf(Path file) throws IOException {
        Map<String, Object> now = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
        return now.get("size") + " bytes, " + ((FileTime) now.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS) + ", "
                + ((FileTime) now.get("ctime")).to(TimeUnit.NANOSECONDS) + ", " + now.get("ino");
    }

    /** Like {@link #claim}, but keeps the record's owner. */
    private static void claimForeign(Path file, String name, String value) throws IOException {
        Path record = file.resolveSibling("verification.properties");
        Object owner = Files.getAttribute(record, "unix:uid");
        claim(file, name, value);
        Files.setAttribute(record, "unix:uid", owner);
    }

    @Test
    void doubtedArchiveIsNotFound() throws Exception {
        Path file = admitted();
        store.doubt(file);
        assertThat(store.find(NAME, pinned, false)).isEmpty();
        store.doubt(file);
    }

    @Test
    void changedArchiveIsSetAsideWithAReason() throws Exception {
        Path file = admitted();
        Files.writeString(file, "another one");
        touch(file);
        assertThat(store.find(NAME, pinned, false)).isEmpty();
        assertThat(file).doesNotExist();
        Path aside = directory.resolve("archives/rejected").resolve(NAME);
        assertThat(aside).hasContent("another one");
        assertThat(aside.resolveSibling(NAME + ".reason"))
                .content()
                .startsWith("The file changed in the cache after it was verified: its digest is now SHA-256 ");
        assertThat(store.find(NAME, pinned, false)).isEmpty();
    }

    @Test
    void verifyingAgainReadsTheArchiveEvenIfItsTimeIsTheSame() throws Exception {
        Path file = admitted();
        assertThat(store.find(NAME, pinned, true)).isPresent();
        overwriteKeepingTime(file, "another one".getBytes(StandardCharsets.UTF_8));
        assertThat(store.find(NAME, pinned, true)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void otherPolicyIsCheckedWithoutReadingTheArchive() throws Exception {
        Path file = admitted();
        TrustPolicy signed = policy(KeyRing.parse(TestKey.armored(key.certificate()), "KEYS"));
        assertThat(store.find(NAME, signed, false)).as("there is no signature").isEmpty();
        assertThat(file).exists();
        assertThat(store.find(NAME, policy(KeyRing.EMPTY, Algorithm.SHA512), false))
                .isPresent();
        assertThat(store.find(NAME, pinned, false)).isPresent();
        claim(file, "digest.SHA512", digest(Algorithm.SHA512, new byte[0]).hex());
        assertThat(store.find(NAME, policy(KeyRing.EMPTY, Algorithm.SHA512), false))
                .isEmpty();
    }

    @Test
    void revocationOfAKeyMakesAnotherPolicy() throws Exception {
        TestKey own = key();
        byte[] signature = TestKey.armored(own.sign(CONTENT, HashAlgorithmTags.SHA512, NOW.minusSeconds(500)));
        TrustPolicy before = policy(KeyRing.parse(TestKey.armored(own.certificate()), "KEYS"));
        store.admit(fetched(CONTENT, Map.of(".asc", signature)), before);
        assertThat(store.find(NAME, before, false)).isPresent();
        own.revoke(RevocationReasonTags.KEY_COMPROMISED, "stolen", NOW.minusSeconds(100));
        TrustPolicy after = policy(KeyRing.parse(TestKey.armored(own.certificate()), "KEYS"));
        assertThat(store.find(NAME, after, false)).isEmpty();
        assertThat(store.find(NAME, before, false)).isPresent();
    }

    @Test
    void sha512PinFindsTheArchiveAmongThoseOfTheSameName() throws Exception {
        Path other = store.admit(
                        fetched("an older file of that name".getBytes(StandardCharsets.UTF_8), Map.of()),
                        new TrustPolicy(
                                List.of(new Pin(
                                        digest(
                                                Algorithm.SHA256,
                                                "an older file of that name".getBytes(StandardCharsets.UTF_8)),
                                        "test")),
                                KeyRing.EMPTY,
                                Set.of(),
                                false))
                .file();
        Path file = admitted();
        assertThat(store.find(NAME, policy(KeyRing.EMPTY, Algorithm.SHA512), false)
                        .map(VerifiedArchive::file))
                .contains(file);
        assertThat(other).as("does not match this policy, but is intact").exists();
    }

    @Test
    void untrustedArchiveIsSetAsideAndNeverGetsItsFinalName() throws Exception {
        byte[] wrong = "another one".getBytes(StandardCharsets.UTF_8);
        Archive archive = fetched(wrong, Map.of());
        VerificationException refused =
                catchThrowableOfType(VerificationException.class, () -> store.admit(archive, pinned));
        assertThat(refused.refusal()).isEqualTo(TrustRefusal.WRONG_DIGEST);
        assertThat(refused.evidence().file()).isEqualTo(directory.resolve("archives/rejected/" + NAME));
        assertThat(cache.place(digest(Algorithm.SHA256, wrong), NAME)).doesNotExist();
        assertThat(cache.places(NAME)).isEmpty();
        assertThat(archive.file()).doesNotExist();
        assertThat(directory.resolve("archives/rejected/" + NAME)).hasBinaryContent(wrong);
        assertThat(directory.resolve("archives/rejected/" + NAME + ".reason"))
                .content()
                .contains(refused.getMessage());
        assertThat(store.find(NAME, pinned, false)).isEmpty();
    }

    @Test
    void reportHasAllDigestsOfTheCurrentFile() throws Exception {
        Path file = admitted();
        assertThat(store.report(file, pinned).verification().trusted()).isTrue();
        byte[] other = "another one".getBytes(StandardCharsets.UTF_8);
        Files.write(file, other);
        VerificationReport report = store.report(file, pinned);
        assertThat(report.verification().refusal()).contains(TrustRefusal.WRONG_DIGEST);
        assertThat(report.evidence().digests().values())
                .containsExactlyInAnyOrder(Arrays.stream(Algorithm.values())
                        .map(a -> digest(a, other))
                        .toArray(Digest[]::new));
        assertThat(file).hasBinaryContent(other);
    }

    @Test
    void archiveWithoutARecordIsNotFound() throws Exception {
        Path file = admitted();
        Files.delete(file.resolveSibling("verification.properties"));
        assertThat(store.find(NAME, pinned, false)).isEmpty();
        assertThat(admitted()).isEqualTo(file);
        assertThat(store.find(NAME, pinned, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=1", "size=many", "digest.SHA256=xyz", "digest.CRC=1", "x=\\uZZZZ"})
    void archiveWithADamagedRecordIsNotFoundAndCanBeAdmittedAgain(String damage) throws Exception {
        Path file = admitted();
        Path record = file.resolveSibling("verification.properties");
        Files.writeString(record, damage.equals("size=1") ? damage : Files.readString(record) + damage + "\n");
        assertThat(store.find(NAME, pinned, false)).isEmpty();
        admitted();
        assertThat(store.find(NAME, pinned, false)).isPresent();
    }

    @Test
    void emptyCacheHasNoArchive() throws Exception {
        assertThat(store.find(NAME, pinned, false)).isEmpty();
        assertThat(store.find(NAME, policy(KeyRing.EMPTY), false)).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
