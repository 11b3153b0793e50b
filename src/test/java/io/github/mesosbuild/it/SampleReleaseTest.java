package io.github.mesosbuild.it;

import static io.github.mesosbuild.it.SampleRelease.ARCHIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.jcajce.JcaPGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentVerifierBuilderProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleReleaseTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Path RELEASE = SampleBuildTest.RELEASE;

    @TempDir
    static Path output;

    @BeforeAll
    static void publish() throws IOException {
        SampleRelease.publish(output, RELEASE, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void packedTwiceIsTheSameBytes() throws Exception {
        assertThat(SampleArchive.read(RELEASE).pack()).isEqualTo(Files.readAllBytes(output.resolve(ARCHIVE)));
        assertThat(output.resolve("bad-signature").resolve(ARCHIVE)).hasSameBinaryContentAs(output.resolve(ARCHIVE));
    }

    @Test
    void archiveHasModesAndTimesInTheOrderOfMake() throws Exception {
        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(output.resolve(ARCHIVE))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entries.put(entry.getName(), entry)).isNull();
                assertThat(entry.getName()).startsWith("sample-1.0.0/");
            }
        }
        assertThat(entries).containsKeys("sample-1.0.0/", "sample-1.0.0/src/", "sample-1.0.0/src/lib/json.cc");
        TarArchiveEntry configure = entries.get("sample-1.0.0/configure");
        assertThat(configure.getMode() & 0777).isEqualTo(0755);
        assertThat(entries.get("sample-1.0.0/README").getMode() & 0777).isEqualTo(0644);
        assertThat(configure.getLastModifiedTime())
                .isGreaterThan(entries.get("sample-1.0.0/Makefile.in").getLastModifiedTime());
        assertThat(entries.get("sample-1.0.0/Makefile.in").getLastModifiedTime())
                .isGreaterThan(entries.get("sample-1.0.0/configure.ac").getLastModifiedTime());
    }

    @Test
    void everyDirectoryIsComplete() throws Exception {
        for (String directory : SampleRelease.mutations(RELEASE)) {
            assertThat(verifies(output.resolve(directory), "KEYS"))
                    .as(directory)
                    .isTrue();
            assertThat(output.resolve(directory).resolve(ARCHIVE))
                    .satisfies(archive -> assertThat(Files.readAllBytes(archive))
                            .isNotEqualTo(Files.readAllBytes(output.resolve(ARCHIVE))));
        }
        for (String directory : SampleRelease.VARIANTS) {
            assertThat(output.resolve(directory))
                    .as(directory)
                    .isDirectoryContaining(file -> file.endsWith(ARCHIVE))
                    .isDirectoryContaining(file -> file.endsWith("KEYS"))
                    .isDirectoryContaining(file -> file.endsWith("release.properties"));
        }
        assertThat(output.resolve("md5-only").toFile().list())
                .containsExactlyInAnyOrder(
                        ARCHIVE, ARCHIVE + ".md5", "KEYS", "other-KEYS", "release.properties", "sample.yaml");
        assertThat(output.resolve("unsigned").resolve(ARCHIVE + ".asc")).doesNotExist();
    }

    @Test
    void checksumFilesAreOfThreeDialects() throws Exception {
        Properties properties = properties("");
        byte[] archive = Files.readAllBytes(output.resolve(ARCHIVE));
        String sha512 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(archive));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        assertThat(properties).containsEntry("sha512", sha512).containsEntry("sha256", sha256);
        assertThat(properties).containsEntry("size", "" + archive.length);
        assertThat(output.resolve(ARCHIVE + ".sha512")).hasContent(sha512 + "  " + ARCHIVE);
        assertThat(output.resolve(ARCHIVE + ".sha256")).hasContent("SHA256 (" + ARCHIVE + ") = " + sha256);
        assertThat(Files.readString(output.resolve(ARCHIVE + ".md5")))
                .matches("sample-1\\.0\\.0\\.tar\\.gz: ([0-9A-F]{2} ){8}( [0-9A-F]{2}){8}\n")
                .satisfies(
                        text -> assertThat(text.substring(text.indexOf(':') + 1).replaceAll("\\s", ""))
                                .isEqualToIgnoringCase(properties.getProperty("md5")));
        assertThat(properties("corrupt").getProperty("sha512")).isNotEqualTo(sha512);
        assertThat(Files.readString(output.resolve("foreign-checksum").resolve(ARCHIVE + ".sha512")))
                .hasSize(128 + 2 + ARCHIVE.length() + 1)
                .doesNotContain(sha512);
        assertThat(Files.readString(output.resolve("truncated-checksum").resolve(ARCHIVE + ".sha512")))
                .hasSizeLessThan(128);
    }

    @Test
    void signaturesAreAsTheirDirectoriesSay() throws Exception {
        assertThat(verifies(output, "KEYS")).isTrue();
        assertThat(verifies(output.resolve("bad-signature"), "KEYS")).isFalse();
        assertThat(verifies(output.resolve("sha1-signature"), "KEYS")).isTrue();
        assertThat(signature(output.resolve("sha1-signature")).getHashAlgorithm())
                .isEqualTo(PGPUtil.getDigestIDForName("SHA1"));
        assertThat(signature(output).getHashAlgorithm()).isEqualTo(PGPUtil.getDigestIDForName("SHA512"));
        assertThat(key(output.resolve("stranger-signature"), "KEYS")).isNull();
        assertThat(verifies(output.resolve("stranger-signature"), "other-KEYS")).isTrue();
        assertThat(verifies(output.resolve("corrupt"), "KEYS")).isTrue();
        assertThat(verifies(output.resolve("evil"), "KEYS")).isTrue();
        assertThat(verifies(output.resolve("truncated"), "KEYS")).isFalse();
        assertThat(verifies(output.resolve("html"), "KEYS")).isFalse();
        assertThat(Files.readString(output.resolve("clear-signed").resolve(ARCHIVE + ".asc")))
                .startsWith("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n"
                        + properties("").getProperty("sha512"));
    }

    @Test
    void keysExpireBeforeAndAfterTheSignatureAndAreRevoked() throws Exception {
        assertThat(key(output, "KEYS").getValidSeconds()).isZero();
        assertThat(expiry("expired-key")).isBefore(signedAt("expired-key"));
        assertThat(expiry("expired-since")).isAfter(signedAt("expired-since")).isBefore(NOW);
        assertThat(verifies(output.resolve("expired-since"), "KEYS")).isTrue();
        assertThat(key(output, "KEYS").hasRevocation()).isFalse();
        PGPPublicKey revoked = key(output.resolve("revoked-key"), "KEYS");
        PGPSignature revocation =
                revoked.getSignaturesOfType(PGPSignature.KEY_REVOCATION).next();
        revocation.init(new JcaPGPContentVerifierBuilderProvider(), revoked);
        assertThat(revocation.verifyCertification(revoked)).isTrue();
        for (String directory : new String[] {"", "expired-key", "revoked-key"}) {
            assertThat(HexFormat.of()
                            .withUpperCase()
                            .formatHex(key(output.resolve(directory), "KEYS").getFingerprint()))
                    .isEqualTo(properties("").getProperty("fingerprint"));
        }
    }

    @Test
    void brokenArchivesDoNotUnpack() throws Exception {
        assertThatIOException().isThrownBy(() -> unpackAll("corrupt"));
        assertThatIOException().isThrownBy(() -> unpackAll("truncated"));
        assertThatIOException().isThrownBy(() -> unpackAll("html"));
        assertThat(unpackAll("evil")).isEqualTo("../evil");
        assertThat(unpackAll("")).startsWith("sample-1.0.0/");
    }

    /** The name of the last entry. */
    private static String unpackAll(String directory) throws IOException {
        String last = "";
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(
                Files.newInputStream(output.resolve(directory).resolve(ARCHIVE))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                last = entry.getName();
                tar.readAllBytes();
            }
        }
        return last;
    }

    private static Instant expiry(String directory) throws Exception {
        PGPPublicKey key = key(output.resolve(directory), "KEYS");
        return key.getCreationTime().toInstant().plusSeconds(key.getValidSeconds());
    }

    private static Instant signedAt(String directory) throws Exception {
        return signature(output.resolve(directory)).getCreationTime().toInstant();
    }

    private static Properties properties(String directory) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(output.resolve(directory).resolve("release.properties"))) {
            properties.load(reader);
        }
        return properties;
    }

    private static PGPSignature signature(Path directory) throws IOException {
        try (InputStream armor = PGPUtil.getDecoderStream(
                new ByteArrayInputStream(Files.readAllBytes(directory.resolve(ARCHIVE + ".asc"))))) {
            return ((PGPSignatureList) new JcaPGPObjectFactory(armor).nextObject()).get(0);
        }
    }

    /** The key that made the signature, or null if it is not in the file. */
    private static PGPPublicKey key(Path directory, String keys) throws Exception {
        try (InputStream armor =
                PGPUtil.getDecoderStream(new ByteArrayInputStream(Files.readAllBytes(directory.resolve(keys))))) {
            return new JcaPGPPublicKeyRingCollection(armor)
                    .getPublicKey(signature(directory).getKeyID());
        }
    }

    private static boolean verifies(Path directory, String keys) throws Exception {
        PGPSignature signature = signature(directory);
        signature.init(new JcaPGPContentVerifierBuilderProvider(), key(directory, keys));
        signature.update(Files.readAllBytes(directory.resolve(ARCHIVE)));
        return signature.verify();
    }
}
