package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizedJarTest {
    private static final NormalizedJar NORMALIZED = new NormalizedJar(Instant.parse("2015-09-01T12:00:01Z"));

    @TempDir
    Path directory;

    private static String manifest(String user) {
        return "Manifest-Version: 1.0\r\nBuilt-By: " + user
                + "\r\nCreated-By: Apache Maven 3.8.7 of a distribution with a long n\r\n"
                + " ame\r\nBuild-Jdk: 17.0.15\r\nImplementation-Title: sample\r\n\r\n";
    }

    private Path jar(String name, LocalDateTime time, List<String> entries, String user) throws IOException {
        Path jar = directory.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String path : entries) {
                ZipEntry entry = new ZipEntry(path);
                entry.setTimeLocal(time);
                zip.putNextEntry(entry);
                String text = path.endsWith("MANIFEST.MF")
                        ? manifest(user)
                        : path.endsWith(".properties") ? "#Generated\n#" + time + "\nversion=1\n" : path;
                if (!path.endsWith("/")) {
                    zip.write(text.getBytes(StandardCharsets.UTF_8));
                }
                zip.closeEntry();
            }
        }
        return jar;
    }

    @Test
    void onlyWhatTheContentDecidesStays() throws Exception {
        String properties = "META-INF/maven/g/a/pom.properties";
        Path one = jar(
                "one.jar",
                LocalDateTime.of(2026, 1, 2, 3, 4),
                List.of("META-INF/MANIFEST.MF", "META-INF/", "b/", "b/B.class", "a.properties", properties, "A.class"),
                "root");
        Path other = jar(
                "other.jar",
                LocalDateTime.of(2026, 5, 6, 7, 8),
                List.of("A.class", "META-INF/", "META-INF/MANIFEST.MF", properties, "b/", "b/B.class", "a.properties"),
                "jane");
        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rw-r-----"));
        String own;
        try (ZipFile zip = new ZipFile(one.toFile())) {
            own = new String(zip.getInputStream(zip.getEntry("a.properties")).readAllBytes(), StandardCharsets.UTF_8);
        }

        NORMALIZED.rewrite(one);
        NORMALIZED.rewrite(other);

        try (ZipFile zip = new ZipFile(one.toFile())) {
            List<String> names = new ArrayList<>();
            zip.stream().forEach(entry -> names.add(entry.getName()));
            assertThat(names)
                    .containsExactly(
                            "META-INF/",
                            "META-INF/MANIFEST.MF",
                            "A.class",
                            properties,
                            "a.properties",
                            "b/",
                            "b/B.class");
            assertThat(text(zip, "META-INF/MANIFEST.MF"))
                    .isEqualTo("Manifest-Version: 1.0\r\nImplementation-Title: sample\r\n\r\n");
            assertThat(text(zip, properties)).isEqualTo("version=1\n");
            assertThat(text(zip, "a.properties")).isEqualTo(own);
            assertThat(zip.getEntry("A.class").getTimeLocal()).isEqualTo("2015-09-01T12:00");
        }
        try (ZipInputStream stream = new ZipInputStream(Files.newInputStream(one))) {
            assertThat(stream.getNextEntry().getName()).isEqualTo("META-INF/");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                .isEqualTo("rw-r-----");
        // The date in a file of the release's own stays, so only the others are equal.
        assertThat(withoutOwn(other)).isEqualTo(withoutOwn(one));
    }

    private static List<String> withoutOwn(Path jar) throws IOException {
        List<String> contents = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (!entry.getName().equals("a.properties")) {
                    contents.add(entry.getName() + " " + entry.getTimeLocal() + " " + entry.getMethod() + " "
                            + text(zip, entry.getName()));
                }
            }
        }
        return contents;
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void equalContentsOfDifferentOrderGiveEqualBytes() throws Exception {
        Path one =
                jar("one.jar", LocalDateTime.of(2026, 1, 2, 3, 4), List.of("META-INF/MANIFEST.MF", "A", "B"), "root");
        Path other =
                jar("other.jar", LocalDateTime.of(2020, 1, 2, 3, 4), List.of("B", "A", "META-INF/MANIFEST.MF"), "x");
        NORMALIZED.rewrite(one);
        NORMALIZED.rewrite(other);
        assertThat(other).hasSameBinaryContentAs(one);
    }

    @Test
    void aTimeBeforeZipArchivesIsTheirFirstDay() throws Exception {
        Path jar = jar("a.jar", LocalDateTime.of(2026, 1, 2, 3, 4), List.of("A"), "root");
        new NormalizedJar(Instant.EPOCH).rewrite(jar);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.getEntry("A").getTimeLocal()).isEqualTo("1980-01-01T00:00");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/RELEASE.SF", "META-INF/release.sf"})
    void aSignedJarStaysAsItIs(String signature) throws Exception {
        Path jar = jar(
                "signed.jar",
                LocalDateTime.of(2026, 1, 2, 3, 4),
                List.of("META-INF/MANIFEST.MF", signature, "A"),
                "root");
        unchanged(jar);
    }

    @Test
    void whatIsNoZipArchiveStaysAsItIs() throws Exception {
        unchanged(Files.writeString(directory.resolve("text.jar"), "no jar"));
        unchanged(Files.write(directory.resolve("damaged.jar"), new byte[] {'P', 'K', 3, 4, 0, 0}));
        unchanged(Files.createFile(directory.resolve("empty.jar")));
    }

    private void unchanged(Path jar) throws IOException {
        byte[] before = Files.readAllBytes(jar);
        NORMALIZED.rewrite(jar);
        assertThat(jar).hasBinaryContent(before);
        assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("."));
    }
}
