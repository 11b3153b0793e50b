package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.verify.ChecksumFile.Listed;
import io.github.mesosbuild.verify.ChecksumFile.Reason;
import io.github.mesosbuild.verify.ChecksumFile.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumFileTest {
    private static final String NAME = "mesos-0.24.0.tar.gz";
    private static final String LONG_NAME = "commons-daemon-1.0.15-native-src-with-a-very-long-name-that-wraps.tar.gz";
    private static final String OTHER = "f".repeat(32);

    @TempDir
    private Path directory;

    /** Returns the digest of "hello\n" as coreutils print it. */
    private static Digest digest(Algorithm algorithm) {
        return new Digest(
                algorithm,
                switch (algorithm) {
                    case MD5 -> "b1946ac92492d2347c6235b4d2611184";
                    case SHA1 -> "f572d396fae9206628714fb2ce00f72e94f2258f";
                    case SHA256 -> "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
                    case SHA512 ->
                        "e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931"
                                + "f94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629";
                });
    }

    /** Returns the output of {@code gpg --print-md} (GnuPG 2.2.40). */
    private static String printMd(Algorithm algorithm, String name) {
        boolean wraps = name.length() > 30;
        String indent = wraps ? " " : " ".repeat(NAME.length() + 2);
        return name + ": " + (wraps ? "\n" : "")
                + switch (algorithm) {
                    case MD5 -> "B1 94 6A C9 24 92 D2 34  7C 62 35 B4 D2 61 11 84\n";
                    case SHA1 -> "F572 D396 FAE9 2066 2871  4FB2 CE00 F72E 94F2 258F\n";
                    case SHA256 ->
                        wraps
                                ? "5891B5B5 22D5DF08 6D0FF0B1 10FBD9D2 1BB4FC71 63AF34D0 8286A2E8 46F6BE03\n"
                                : "5891B5B5 22D5DF08 6D0FF0B1 10FBD9D2 1BB4FC71 63AF34D0\n" + indent
                                        + "8286A2E8 46F6BE03\n";
                    case SHA512 ->
                        "E7C22B99 4C59D9CF 2B48E549 B1E24666 63604593 0D3DA7C1"
                                + (wraps ? " ACB299D1 C3B7F931 F94AAE41" : "")
                                + "\n" + indent
                                + (wraps ? "" : "ACB299D1 C3B7F931 F94AAE41 ")
                                + "EDDA2C2B 207A36E1 0F8BCB8D"
                                + (wraps ? " " : "\n" + indent)
                                + "45223E54 878F5B31 6E7CE3B6 BC019629\n";
                };
    }

    static Stream<Arguments> formats() {
        return Arrays.stream(Algorithm.values()).flatMap(algorithm -> {
            String hex = digest(algorithm).hex();
            String label = algorithm.jcaName().replace("-", "");
            return Stream.of(
                    Arguments.of("bare", algorithm, NAME, hex),
                    Arguments.of("bare with line feed", algorithm, NAME, hex + "\n"),
                    Arguments.of(
                            "bare upper case, CR LF, byte order mark",
                            algorithm,
                            NAME,
                            "\uFEFF" + hex.toUpperCase(java.util.Locale.ROOT) + "\r\n"),
                    Arguments.of(
                            "bare in groups",
                            algorithm,
                            NAME,
                            printMd(algorithm, LONG_NAME).substring(LONG_NAME.length() + 3)),
                    Arguments.of("GNU text", algorithm, NAME, hex + "  " + NAME + "\n"),
                    Arguments.of("GNU binary", algorithm, NAME, hex + " *" + NAME + "\n"),
                    Arguments.of("GNU one space", algorithm, NAME, hex + " " + NAME + "\n"),
                    Arguments.of("GNU tab", algorithm, NAME, hex + "\t" + NAME + "\n"),
                    Arguments.of("GNU with path", algorithm, NAME, hex + "  ./dist/" + NAME + "\n"),
                    Arguments.of("GNU escaped", algorithm, "back\\slash.gz", "\\" + hex + "  back\\\\slash.gz\n"),
                    Arguments.of("BSD", algorithm, NAME, label + " (" + NAME + ") = " + hex + "\n"),
                    Arguments.of(
                            "BSD escaped",
                            algorithm,
                            "back\\slash.gz",
                            "\\" + label + " (back\\\\slash.gz) = " + hex + "\n"),
                    Arguments.of("BSD with brackets", algorithm, "a (1).gz", label + " (a (1).gz) = " + hex + "\n"),
                    Arguments.of(
                            "openssl",
                            algorithm,
                            NAME,
                            label.replace("SHA256", "SHA2-256").replace("SHA512", "SHA2-512") + "(" + NAME + ")= " + hex
                                    + "\n"),
                    Arguments.of("label and digest", algorithm, NAME, algorithm.jcaName() + ": " + hex + "\n"),
                    Arguments.of("gpg", algorithm, NAME, printMd(algorithm, NAME)),
                    Arguments.of("gpg wrapped", algorithm, LONG_NAME, printMd(algorithm, LONG_NAME)),
                    Arguments.of(
                            "gpg with a colon in the name",
                            algorithm,
                            "a: b (x).gz",
                            printMd(algorithm, "a: b (x).gz")),
                    Arguments.of(
                            "gpg --print-mds",
                            algorithm,
                            NAME,
                            NAME + ":    " + label + " = "
                                    + printMd(algorithm, NAME).substring(NAME.length() + 2)),
                    Arguments.of(
                            "several GNU",
                            algorithm,
                            NAME,
                            OTHER + "  mesos-0.23.0.tar.gz\n" + hex + "  " + NAME + "\n" + OTHER + "  x.asc\n"),
                    Arguments.of(
                            "several gpg",
                            algorithm,
                            NAME,
                            printMd(Algorithm.MD5, "other.tar.gz")
                                    + printMd(algorithm, NAME)
                                    + printMd(Algorithm.SHA1, LONG_NAME)),
                    Arguments.of(
                            "several BSD with comment",
                            algorithm,
                            NAME,
                            "# a comment\n\nMD5 (x) = " + OTHER + "\n" + label + " (" + NAME + ") = " + hex));
        });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("formats")
    void readsEveryFormat(String format, Algorithm algorithm, String name, String text) {
        assertThat(ChecksumFile.parse(text, name, Optional.of(algorithm)))
                .isEqualTo(new Listed(List.of(digest(algorithm))));
        assertThat(ChecksumFile.parse(text, name, Optional.empty())).isEqualTo(new Listed(List.of(digest(algorithm))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("formats")
    void neverMistakesATruncatedFileForACompleteOne(String format, Algorithm algorithm, String name, String text) {
        Listed complete = new Listed(List.of(digest(algorithm)));
        for (int end = 0; end < text.length(); end++) {
            ChecksumFile.Reading reading = ChecksumFile.parse(text.substring(0, end), name, Optional.of(algorithm));
            boolean looksBare = text.substring(0, end).strip().equals(OTHER); // which does not match
            if (!looksBare && !reading.equals(complete)) {
                assertThat(reading)
                        .as(text.substring(0, end))
                        .isInstanceOfSatisfying(
                                Unusable.class,
                                unusable -> assertThat(unusable.reason()).isNotEqualTo(Reason.CONTRADICTORY));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void reportsHowManyDigitsAreMissing(Algorithm algorithm) {
        String cut = digest(algorithm).hex().substring(0, 30);
        String expected =
                "contains a digest of 30 digits, but " + algorithm.jcaName() + " needs " + algorithm.hexLength();
        for (String text : List.of(
                cut,
                cut + "\n",
                cut + "  " + NAME + "\n",
                cut + " *" + NAME + "\n",
                algorithm.jcaName() + " (" + NAME + ") = " + cut + "\n",
                NAME + ": " + cut.replaceAll("(..)", "$1 ") + "\n")) {
            assertThat(ChecksumFile.parse(text, NAME, Optional.of(algorithm)))
                    .as(text)
                    .isEqualTo(new Unusable(Reason.TRUNCATED, expected));
        }
    }

    @Test
    void treatsADigestWithTooManyDigitsAsTruncated() {
        assertThat(ChecksumFile.parse(OTHER + "0", NAME, Optional.empty()))
                .isEqualTo(new Unusable(
                        Reason.TRUNCATED, "contains a digest of 33 digits, but no known algorithm has that many"));
    }

    @Test
    void treatsASha512CutToTheLengthOfASha256AsTruncated() {
        String cut = digest(Algorithm.SHA512).hex().substring(0, 64);
        assertThat(ChecksumFile.parse(cut, NAME, Optional.of(Algorithm.SHA512)))
                .isEqualTo(new Unusable(Reason.TRUNCATED, "contains a digest of 64 digits, but SHA-512 needs 128"));
    }

    static Stream<String> foreign() {
        return Stream.of(
                OTHER + "  mesos-0.23.0.tar.gz\n",
                OTHER + " *mesos-0.23.0.tar.gz",
                "MD5 (mesos-0.23.0.tar.gz) = " + OTHER,
                printMd(Algorithm.SHA512, "mesos-0.23.0.tar.gz"),
                printMd(Algorithm.MD5, "mesos-0.23.0.tar.gz"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void reportsWhichOtherFileIsListed(String text) {
        assertThat(ChecksumFile.parse(text, NAME, Optional.empty()))
                .isEqualTo(new Unusable(Reason.FOREIGN, "is for mesos-0.23.0.tar.gz, not for mesos-0.24.0.tar.gz"));
    }

    @Test
    void ignoresANameThatMerelyEndsWithTheWantedOne() {
        assertThat(ChecksumFile.parse(OTHER + "  not-" + NAME + "\n", NAME, Optional.empty()))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(Reason.FOREIGN));
    }

    @Test
    void escapesControlCharactersOfOtherNames() {
        assertThat(ChecksumFile.parse(OTHER + "  \u001b[2Jx\n", NAME, Optional.empty()))
                .isEqualTo(new Unusable(Reason.FOREIGN, "is for \\u{1b}[2Jx, not for mesos-0.24.0.tar.gz"));
    }

    @Test
    void refusesTwoDigestsOfOneAlgorithm() {
        String text = OTHER + "  " + NAME + "\n" + "0".repeat(32) + "  dist/" + NAME + "\n";
        assertThat(ChecksumFile.parse(text, NAME, Optional.empty()))
                .isEqualTo(new Unusable(
                        Reason.CONTRADICTORY,
                        "contradicts itself: it lists both the MD5 " + OTHER + " and the MD5 " + "0".repeat(32)
                                + " for mesos-0.24.0.tar.gz"));
    }

    @Test
    void readsAllDigestsOfOneFile() {
        String text = Arrays.stream(Algorithm.values())
                .map(algorithm -> algorithm.jcaName() + " (" + NAME + ") = "
                        + digest(algorithm).hex())
                .collect(Collectors.joining("\n", "SHA384 (" + NAME + ") = " + "0".repeat(96) + "\n", "\n"));
        assertThat(ChecksumFile.parse(text, NAME, Optional.empty()))
                .isEqualTo(new Listed(Arrays.stream(Algorithm.values())
                        .map(ChecksumFileTest::digest)
                        .toList()));
    }

    @Test
    void reportsAnUnsupportedAlgorithm() {
        assertThat(ChecksumFile.parse("SHA384 (" + NAME + ") = " + "0".repeat(96), NAME, Optional.empty()))
                .isEqualTo(new Unusable(Reason.UNREADABLE, "lists only a digest of an unsupported algorithm, SHA384"));
    }

    @Test
    void reportsAnEmptyFile() {
        assertThat(ChecksumFile.parse(" \r\n\n", NAME, Optional.empty()))
                .isEqualTo(new Unusable(Reason.EMPTY, "is empty"));
    }

    @Test
    void refusesAWebPage() {
        assertThat(ChecksumFile.parse(
                        "<!DOCTYPE html>\n<html><body>\n<p>404: Not Found</p>\n</body></html>\n",
                        NAME,
                        Optional.empty()))
                .isEqualTo(new Unusable(Reason.UNREADABLE, "is not in a known checksum format"));
    }

    @Test
    void isFastOnLinesDesignedToBeSlow() {
        String text = ":  ".repeat(80_000) + "\n" + "a ".repeat(100_000) + "g\n" + "(=".repeat(1300);
        assertThat(ChecksumFile.parse(text, NAME, Optional.empty()))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(Reason.UNREADABLE));
    }

    @Test
    void determinesTheAlgorithmFromTheSuffix() throws IOException {
        Path file = Files.writeString(
                directory.resolve(NAME + ".sha512"), digest(Algorithm.SHA256).hex());
        assertThat(ChecksumFile.read(file, NAME))
                .isEqualTo(new Unusable(Reason.TRUNCATED, "contains a digest of 64 digits, but SHA-512 needs 128"));
    }

    @Test
    void rejectsAMissingOrHugeFile() throws IOException {
        assertThat(ChecksumFile.read(directory.resolve("absent.md5"), NAME))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(Reason.UNREADABLE));
        Path huge = Files.write(directory.resolve("huge.md5"), new byte[(1 << 20) + 1]);
        assertThat(ChecksumFile.read(huge, NAME))
                .isEqualTo(new Unusable(Reason.UNREADABLE, "is too large for a checksum file (1048577 bytes)"));
    }

    /** Each took minutes when digits were joined line by line and blanks were tried in every way. */
    @ParameterizedTest
    @Timeout(60)
    @ValueSource(strings = {"AB CD\n", "a b\n", "x:y:z\n", "MD5 (x) = (\n", "a:LONG_BLANK x\n", "a LONG_BLANK\n"})
    void largeFileIsReadInLinearTime(String line) {
        String long1 = line.replace("LONG_BLANK", " \t".repeat(2000));
        String text = long1.repeat((1 << 20) / long1.length());
        assertThat(ChecksumFile.parse(text, "sample-1.0.tar.gz", Optional.empty()))
                .isInstanceOf(ChecksumFile.Unusable.class);
    }
}
