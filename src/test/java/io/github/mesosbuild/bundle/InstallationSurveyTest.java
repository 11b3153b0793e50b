package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.bundle.RelocationException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be made independent of its directory, and what is refused or listed. */
@Timeout(60)
class InstallationSurveyTest {
    @TempDir
    Path directory;

    private Path prefix;

    @BeforeEach
    void create() throws IOException {
        prefix = Files.createDirectories(directory.resolve("p\u00e4th/opt"));
        Files.createDirectories(prefix.resolve("lib/deep"));
    }

    private InstallationSurvey survey() throws Exception {
        Set<String> paths = new TreeSet<>();
        try (Stream<Path> files = Files.walk(prefix)) {
            files.filter(file -> !file.equals(prefix))
                    .forEach(file -> paths.add(prefix.relativize(file).toString()));
        }
        return InstallationSurvey.of(prefix, paths, 2);
    }

    private void refused(Kind kind, String sentence) {
        RelocationException refused = catchThrowableOfType(RelocationException.class, this::survey);
        assertThat(refused).hasMessage(sentence);
        assertThat(refused.kind()).isEqualTo(kind);
    }

    private String target(String path) throws Exception {
        Path link = prefix.resolve(path);
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        return survey().target(Path.of(path), Files.readSymbolicLink(link)).toString();
    }

    @Test
    void linksInTheInstallationLeadFromWhereTheyAre() throws Exception {
        Files.createSymbolicLink(prefix.resolve("lib/deep/a"), prefix.resolve("bin/gone"));
        Files.createSymbolicLink(prefix.resolve("lib/deep/here"), prefix.resolve("lib/deep"));
        Files.createSymbolicLink(prefix.resolve("top"), prefix);
        Files.createSymbolicLink(prefix.resolve("lib/up"), Path.of("../lib/deep"));
        assertThat(target("lib/deep/a")).isEqualTo("../../bin/gone");
        assertThat(target("lib/deep/here")).isEqualTo(".");
        assertThat(target("top")).isEqualTo(".");
        assertThat(target("lib/up")).isEqualTo("../lib/deep");
    }

    @Test
    void aLinkThatLeavesIsReported() throws Exception {
        Files.createSymbolicLink(prefix.resolve("lib/j"), Path.of("/usr/lib/jvm"));
        refused(Kind.LINK_OUTSIDE, "The symbolic link lib/j leads out of the installation, to /usr/lib/jvm.");
        Files.delete(prefix.resolve("lib/j"));
        Files.createSymbolicLink(prefix.resolve("lib/k"), Path.of("../../opt-other"));
        refused(Kind.LINK_OUTSIDE, "The symbolic link lib/k leads out of the installation, to ../../opt-other.");
    }

    @Test
    void textsThatCannotBeChangedAreReported() throws Exception {
        Path text = prefix.resolve("lib/a.la");
        Files.writeString(text, prefix + " " + InstallationSurvey.PLACEHOLDER);
        refused(
                Kind.PLACEHOLDER,
                "The file lib/a.la contains the text '@mesos-maven-plugin:prefix@', which stands for the"
                        + " installation's directory in bundles.");
        Files.writeString(text, prefix + " \u00e4", StandardCharsets.ISO_8859_1);
        assertThat(survey().texts()).isEmpty();
        byte[] both = (prefix + " ").getBytes(StandardCharsets.UTF_8);
        both[both.length - 1] = (byte) 0xe4;
        Files.write(text, both);
        refused(Kind.NOT_UTF8, "The text file lib/a.la contains the installation's directory, but is not in UTF-8.");
    }

    @Test
    void theDirectoryInAJarIsListedAlsoInADamagedOne() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("other"));
            zip.write(new byte[10_000]);
            zip.putNextEntry(new ZipEntry("config.properties"));
            zip.write(("home=" + prefix).getBytes(StandardCharsets.UTF_8));
        }
        Path jar = Files.write(prefix.resolve("lib/a.jar"), bytes.toByteArray());
        Files.write(prefix.resolve("lib/b.jar"), java.util.Arrays.copyOf(bytes.toByteArray(), 50));
        assertThat(survey().kept()).containsOnly(java.util.Map.entry("lib/a.jar", "in its entry config.properties"));
        assertThat(jar).hasBinaryContent(bytes.toByteArray());
    }

    @Test
    void manyFilesAreReadAndOneThatBecomesShorterIsReported() throws Exception {
        for (int i = 0; i < 5000; i++) {
            Files.writeString(prefix.resolve("lib/" + i), "at " + prefix);
        }
        assertThat(survey().texts()).hasSize(5000);
        Path large = Files.write(directory.resolve("large"), new byte[3 << 20]);
        PatchedFile file = new PatchedFile(large, List.of());
        OutputStream shrinking = new OutputStream() {
            @Override
            public void write(int one) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                Files.write(large, new byte[1]);
            }
        };
        assertThatThrownBy(() -> file.writeTo(shrinking)).isInstanceOf(IOException.class);
    }

    @Test
    void aPatchAcrossTwoPartsIsApplied() throws Exception {
        Path large = Files.write(directory.resolve("large"), new byte[(1 << 20) + 10]);
        byte[] text = "prefix".getBytes(StandardCharsets.UTF_8);
        PatchedFile file = new PatchedFile(large, List.of(new Patch((1 << 20) - 3, text)));
        assertThat(file.contains(text)).isTrue();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeTo(out);
        assertThat(out.toString(StandardCharsets.ISO_8859_1).indexOf("prefix")).isEqualTo((1 << 20) - 3);
        assertThat(out.size()).isEqualTo(Files.size(large));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (2 << 20) + 7})
    void oneReadingFindsWhatSeveralFind(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        byte[] text = "prefix".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("scanned"), bytes);
        byte[] beginning = Arrays.copyOf(bytes, 4);
        List<Patch> patches = size < 1 << 20 ? List.of() : List.of(new Patch(size - 6, text));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PatchedFile(file, patches).writeTo(out);
        assertThat(new PatchedFile(file, patches).scan(beginning, text))
                .isEqualTo(new PatchedFile.Scan(size >= 4, !patches.isEmpty(), sha256(out.toByteArray())));
    }

    @Test
    void theDigestsAreThoseOfWhatIsPacked() throws Exception {
        Files.writeString(prefix.resolve("lib/text"), "at " + prefix);
        Files.writeString(prefix.resolve("lib/other"), "other");
        InstallationSurvey survey = survey();
        assertThat(survey.digests().keySet()).containsExactly(Path.of("lib/other"), Path.of("lib/text"));
        for (Path path : survey.digests().keySet()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            survey.content(path, prefix.resolve(path)).writeTo(out);
            assertThat(survey.digests()).containsEntry(path, sha256(out.toByteArray()));
        }
    }

    @Test
    void manyLargeTextFilesAreRefusedBeforeTheyFillTheMemory() throws Exception {
        byte[] text = (prefix + "\n" + "x".repeat(40 << 20)).getBytes(StandardCharsets.UTF_8);
        Files.write(prefix.resolve("lib/a"), text);
        assertThat(survey().texts()).hasSize(1);
        Files.write(prefix.resolve("lib/b"), text);
        refused(
                Kind.TEXTS_TOO_LARGE,
                "The text files that contain the installation's directory have more than 64 MiB together. The last one read"
                        + " was lib/b.");
    }
}
