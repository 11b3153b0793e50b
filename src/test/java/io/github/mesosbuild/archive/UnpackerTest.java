package io.github.mesosbuild.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.airlift.compress.zstd.ZstdInputStream;
import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.XZInputStream;

@Timeout(300)
class UnpackerTest {
    @TempDir
    private Path directory;

    private Path work;
    private Path target;
    private final Unpacker unpacker = new Unpacker(ArchiveLimits.DEFAULT);

    @BeforeEach
    void setUp() {
        work = directory.resolve("work");
        target = work.resolve("mesos");
    }

    private SourceTree unpack(byte[] archive, TreePreparation preparation) throws Exception {
        return unpacker.unpack(file(archive), target, "top", preparation, UnpackListener.SILENT);
    }

    private SourceTree unpack(byte[] archive) throws Exception {
        return unpack(archive, TreePreparation.NONE);
    }

    private Path file(byte[] archive) throws IOException {
        return Files.write(directory.resolve("archive"), archive);
    }

    private UnpackException refused(byte[] archive, TreePreparation preparation) {
        return catchThrowableOfType(UnpackException.class, () -> unpack(archive, preparation));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void turnsTheTopDirectoryIntoTheTarget() throws Exception {
        SourceTree tree = unpack(new TarBuilder()
                .directory("top/")
                .file("top/src/a.cpp", "int a;")
                .hardLink("top/b.cpp", "top/src/a.cpp")
                .symbolicLink("top/c.cpp", "src/a.cpp")
                .gzip());

        assertThat(tree).isEqualTo(new SourceTree(target, 4, 6));
        assertThat(target.resolve("src/a.cpp")).hasContent("int a;");
        assertThat(target.resolve("c.cpp")).hasContent("int a;").isSymbolicLink();
        assertThat(Files.getAttribute(target.resolve("b.cpp"), "unix:nlink")).isEqualTo(2);
        assertThat(work).isDirectoryContaining(target::equals);
        assertThat(work.toFile().list()).hasSize(1);
    }

    @Test
    void theTimeOfAnArchiveIsThatOfItsNewestEntry() throws Exception {
        TarBuilder tar = new TarBuilder()
                .directory("top/")
                .header(
                        header -> TarBuilder.octal(header, 136, 12, TarBuilder.TIME + 60),
                        "top/newer",
                        '0',
                        0,
                        "",
                        0644)
                .header(header -> TarBuilder.octal(header, 136, 12, 1), "top/older", '0', 0, "", 0644);
        Path archive = file(tar.gzip());
        assertThat(new Unpacker(ArchiveLimits.DEFAULT).newest(archive))
                .isEqualTo(Instant.ofEpochSecond(TarBuilder.TIME + 60));
        Path damaged = file(Arrays.copyOf(tar.gzip(), 60));
        assertThat(catchThrowableOfType(
                                UnpackException.class, () -> new Unpacker(ArchiveLimits.DEFAULT).newest(damaged))
                        .archive())
                .isEqualTo(damaged);
    }

    @Test
    void namesTheTopDirectoryOfTheFirstEntry() throws Exception {
        Unpacker any = new Unpacker(ArchiveLimits.DEFAULT);
        assertThat(any.top(file(new TarBuilder().directory("./top-1.0/").gzip())))
                .isEqualTo("top-1.0");
        assertThat(any.top(file(new TarBuilder().file("top-1.0/a/b", "").gzip())))
                .isEqualTo("top-1.0");
        for (TarBuilder wrong : List.of(
                new TarBuilder(),
                new TarBuilder().file("a", ""),
                new TarBuilder().directory("./"),
                new TarBuilder().directory("/top/"),
                new TarBuilder().directory("../top/"))) {
            Path archive = file(wrong.gzip());
            assertThat(catchThrowableOfType(UnpackException.class, () -> any.top(archive))
                            .archive())
                    .isEqualTo(archive);
        }
    }

    @Test
    void determinesTheCompressionByContentNotByName() throws Exception {
        byte[] tar = HostileArchives.good().closed();
        for (byte[] archive :
                List.of(tar, TarBuilder.gzip(tar), TarBuilder.bzip2(tar), TarBuilder.xz(tar), TarBuilder.zstd(tar))) {
            Path misnamed = Files.write(directory.resolve("a.zip"), archive);
            Path place = Files.createTempDirectory(directory, "").resolve("t");
            unpacker.unpack(misnamed, place, "top", TreePreparation.NONE, UnpackListener.SILENT);
            assertThat(place.resolve("b")).hasContent("b");
        }
    }

    @Test
    void manyEmptyMembersAreReadWithoutRecursion() throws Exception {
        byte[] tar = HostileArchives.good().closed();
        byte[] empty = TarBuilder.gzip(new byte[0]);
        TarBuilder archive = new TarBuilder();
        for (int i = 0; i < 300_000; i++) {
            archive.raw(empty);
        }
        unpack(archive.raw(TarBuilder.gzip(tar)).unclosed());
        assertThat(target.resolve("b")).hasContent("b");
    }

    @Test
    void bytesThatAreUnpackedAreDigested() throws Exception {
        byte[] tar = HostileArchives.good().closed();
        for (byte[] archive :
                List.of(tar, TarBuilder.gzip(tar), TarBuilder.bzip2(tar), TarBuilder.xz(tar), TarBuilder.zstd(tar))) {
            Digest right = sha256(archive);
            Path file = file(archive);
            Path place = Files.createTempDirectory(directory, "").resolve("t");
            unpacker.unpack(file, Optional.of(right), place, "top", TreePreparation.NONE, UnpackListener.SILENT);
            assertThat(place.resolve("b")).hasContent("b");

            Digest wrong = sha256(new byte[] {1});
            Path other = place.resolveSibling("other");
            UnpackException changed = catchThrowableOfType(
                    UnpackException.class,
                    () -> unpacker.unpack(
                            file,
                            Optional.of(wrong),
                            other,
                            "top",
                            directory -> {
                                throw new IOException("nothing may be done with the sources");
                            },
                            UnpackListener.SILENT));
            assertThat(changed.kind()).isEqualTo(UnpackException.Kind.CHANGED);
            assertThat(changed)
                    .hasMessage("Cannot unpack " + file + ": the archive changed after it was verified: expected the "
                            + wrong + ", got " + right.hex() + ".");
            assertThat(other).doesNotExist();
        }
    }

    @Test
    void damagedFileIsReportedAsChangedIfItsDigestIsKnown() throws Exception {
        byte[] archive = HostileArchives.good().gzip();
        Digest right = sha256(archive);
        archive[archive.length / 2] ^= 4;
        Path file = file(archive);
        UnpackException changed = catchThrowableOfType(
                UnpackException.class,
                () -> unpacker.unpack(
                        file, Optional.of(right), target, "top", TreePreparation.NONE, UnpackListener.SILENT));
        assertThat(changed.kind()).isEqualTo(UnpackException.Kind.CHANGED);
        assertThat(refused(archive, TreePreparation.NONE).kind()).isEqualTo(UnpackException.Kind.CORRUPT);
    }

    private static Digest sha256(byte[] bytes) throws Exception {
        return new Digest(
                Digest.Algorithm.SHA256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void readsZstdFramesOneAfterAnother() throws Exception {
        byte[] tar = HostileArchives.good().closed();
        unpack(HostileArchives.joined(
                TarBuilder.zstd(Arrays.copyOf(tar, 1000)), TarBuilder.zstd(Arrays.copyOfRange(tar, 1000, tar.length))));
        assertThat(target.resolve("b")).hasContent("b");
    }

    /** RFC 8878, 3.1.1.1.2: the window descriptor 0x88 stands for 2^27 bytes. */
    @Test
    void reportsAZstdWindowThatIsTooLarge() {
        UnpackException refused = refused(
                HexFormat.of().parseHex("28b52ffd0488" + "450000" + "00".repeat(8) + "01020304"), TreePreparation.NONE);
        assertThat(refused.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(refused)
                .hasMessageEndingWith("the archive needs a zstd window larger than 8 MiB, the maximum of zstd -19.");
    }

    @Test
    void readsGzipMembersOneAfterAnotherAndZerosAfterThem() throws Exception {
        byte[] tar = HostileArchives.good().closed();
        unpack(HostileArchives.joined(
                TarBuilder.gzip(Arrays.copyOf(tar, 1000)),
                TarBuilder.gzip(new byte[0]),
                TarBuilder.gzip(Arrays.copyOfRange(tar, 1000, tar.length)),
                new byte[5000]));
        assertThat(target.resolve("b")).hasContent("b");
    }

    @Test
    void readsEveryOptionalFieldOfAGzipHeader() throws Exception {
        byte[] gzip = HostileArchives.good().gzip();
        byte[] header = Arrays.copyOf(gzip, 10);
        header[3] = 0x1e;
        unpack(HostileArchives.joined(
                header,
                new byte[] {3, 0, 1, 2, 3},
                "name\0comment\0".getBytes(UTF_8),
                new byte[] {0, 0},
                Arrays.copyOfRange(gzip, 10, gzip.length)));
        assertThat(target.resolve("b")).hasContent("b");
    }

    @Test
    void acceptsAnythingInTheLastRecordAndZerosAfterIt() throws Exception {
        byte[] tar =
                HostileArchives.good().file("top/c", new byte[255_000], 0644).closed();
        byte[] record = Arrays.copyOf(tar, 26 * 10240);
        Arrays.fill(record, tar.length, record.length, (byte) 'x');
        unpack(TarBuilder.gzip(HostileArchives.joined(record, new byte[300_000])));
        assertThat(target.resolve("b")).hasContent("b");
    }

    @Test
    void keepsPermissionBitsAndDropsSpecialBits() throws Exception {
        AtomicInteger dropped = new AtomicInteger();
        UnpackListener listener = new UnpackListener() {
            @Override
            public void progressed(int entries, long bytes) {}

            @Override
            public void dropped(int entries) {
                dropped.set(entries);
            }
        };
        byte[] archive = new TarBuilder()
                .header("top/", '5', 0, "", 01777)
                .file("top/suid", new byte[1], 04755)
                .file("top/sgid", new byte[1], 02775)
                .file("top/plain", new byte[1], 0666)
                .file("top/closed", new byte[1], 0)
                .gzip();

        unpacker.unpack(file(archive), target, "top", TreePreparation.NONE, listener);

        assertThat(mode(target)).isEqualTo("rwxr-xr-x");
        assertThat(mode(target.resolve("suid"))).isEqualTo("rwxr-xr-x");
        assertThat(mode(target.resolve("sgid"))).isEqualTo("rwxr-xr-x");
        assertThat(mode(target.resolve("plain"))).isEqualTo("rw-r--r--");
        assertThat(mode(target.resolve("closed"))).isEqualTo("---------");
        assertThat((int) Files.getAttribute(target.resolve("suid"), "unix:mode") & 07000)
                .isZero();
        assertThat(dropped).hasValue(3);
    }

    @Test
    void setsTimesToTheNanosecondAlsoOfDirectories() throws Exception {
        unpack(new TarBuilder()
                .pax("mtime=1000000000.123456789")
                .directory("top/")
                .pax("mtime=-2")
                .file("top/old", "x")
                .global("mtime=7.5")
                .header("top/d", '5', 0, "", 0555)
                .file("top/d/x", "x")
                .pax("mtime=9")
                .file("top/d/y", "y")
                .gzip());

        assertThat(Files.getLastModifiedTime(target)).isEqualTo(time(1_000_000_000, 123_456_789));
        assertThat(Files.getLastModifiedTime(target.resolve("old"))).isEqualTo(time(-2, 0));
        assertThat(Files.getLastModifiedTime(target.resolve("d"))).isEqualTo(time(7, 500_000_000));
        assertThat(Files.getLastModifiedTime(target.resolve("d/x"))).isEqualTo(time(7, 500_000_000));
        assertThat(Files.getLastModifiedTime(target.resolve("d/y"))).isEqualTo(time(9, 0));
        assertThat(mode(target.resolve("d"))).isEqualTo("r-xr-xr-x");
    }

    private static FileTime time(long seconds, long nanoseconds) {
        return FileTime.from(Instant.ofEpochSecond(seconds, nanoseconds));
    }

    @Test
    void allowsLinksThatStayInside() throws Exception {
        unpack(new TarBuilder()
                .directory("top/")
                .symbolicLink("top/a/b/top", "../..")
                .symbolicLink("top/a/same", "b/top/a")
                .symbolicLink("top/dangling", "not/../there/yet")
                .file("top/a/b/x", "x")
                .hardLink("top/h", "./top//a/b/x")
                .gzip());
        assertThat(target.resolve("a/same/same/b/top/h")).hasContent("x");
        assertThat(Files.getLastModifiedTime(target.resolve("dangling"), LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(time(TarBuilder.TIME, 0));
    }

    @Test
    void allowsNamesThatDifferInCaseUnlessToldNotTo() throws Exception {
        byte[] archive =
                new TarBuilder().file("top/Build", "1").file("top/build", "2").gzip();
        unpack(archive);
        assertThat(target.resolve("Build")).hasContent("1");
        assertThat(target.resolve("build")).hasContent("2");
    }

    @Test
    void acceptsADirectoryThatIsListedAfterItsContent() throws Exception {
        unpack(new TarBuilder()
                .file("top/d/x", "x")
                .header("top/d", '5', 0, "", 0700)
                .gzip());
        assertThat(mode(target.resolve("d"))).isEqualTo("rwx------");
        assertThat(Files.getLastModifiedTime(target.resolve("d"))).isEqualTo(time(TarBuilder.TIME, 0));
    }

    @Test
    void preparesTheTreeBeforeItGetsItsNameAndThenSetsTimes() throws Exception {
        byte[] archive = new TarBuilder()
                .header("top/", '5', 0, "", 0555)
                .file("top/configure", "x")
                .gzip();
        unpack(archive, staged -> {
            assertThat(staged).isNotEqualTo(target).hasParent(work);
            assertThat(target).doesNotExist();
            Files.writeString(staged.resolve("configure"), "edited");
            Files.writeString(staged.resolve("added"), "added");
        });
        assertThat(target.resolve("configure")).hasContent("edited");
        assertThat(target.resolve("added")).hasContent("added");
        assertThat(Files.getLastModifiedTime(target)).isEqualTo(time(TarBuilder.TIME, 0));
        assertThat(mode(target)).isEqualTo("r-xr-xr-x");
    }

    @Test
    void deletesTheTreeIfItCannotBePrepared() {
        IOException cause = new IOException("Makefile.in has no such line");
        UnpackException refused = refused(HostileArchives.good().gzip(), staged -> {
            throw cause;
        });
        assertThat(refused.kind()).isEqualTo(Kind.EDIT_FAILED);
        assertThat(refused).hasCause(cause).hasMessageContaining("Makefile.in has no such line");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void deletesTheTreeIfThePreparationThrows() {
        assertThatThrownBy(() -> unpack(HostileArchives.good().gzip(), staged -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void removesTheRemainsOfAKilledRun() throws Exception {
        Path stale = Files.createDirectories(work.resolve(".mesos.unpacking/src"));
        Files.writeString(stale.resolve("old"), "old");
        Files.setPosixFilePermissions(stale, PosixFilePermissions.fromString("r-x------"));
        unpack(HostileArchives.good().gzip());
        assertThat(target.resolve("src")).doesNotExist();
        assertThat(work.toFile().list()).containsExactly("mesos");
    }

    @Test
    void doesNotFollowALinkInPlaceOfTheRemainsOfAKilledRun() throws Exception {
        Path canary = Files.createDirectory(directory.resolve("canary"));
        Files.writeString(canary.resolve("file"), "untouched");
        Files.createDirectories(work);
        Files.createSymbolicLink(work.resolve(".mesos.unpacking"), canary);
        unpack(HostileArchives.good().gzip());
        assertThat(canary.toFile().list()).containsExactly("file");
        assertThat(target).isDirectory();
    }

    @Test
    void leavesAnExistingTargetAlone() throws Exception {
        Files.createDirectories(work);
        Files.createSymbolicLink(target, Path.of("nowhere"));
        UnpackException refused = refused(HostileArchives.good().gzip(), TreePreparation.NONE);
        assertThat(refused.kind()).isEqualTo(Kind.TARGET_EXISTS);
        assertThat(refused.target()).isEqualTo(target);
        assertThat(Files.isSymbolicLink(target)).isTrue();
    }

    @Test
    void reportsAnArchiveThatCannotBeRead() {
        for (Path archive : List.of(directory.resolve("missing"), directory)) {
            UnpackException refused = catchThrowableOfType(
                    UnpackException.class,
                    () -> unpacker.unpack(archive, target, "top", TreePreparation.NONE, UnpackListener.SILENT));
            assertThat(refused.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(refused.archive()).isEqualTo(archive);
        }
    }

    @Test
    void reportsATargetThatCannotBeWritten() throws Exception {
        Files.writeString(work, "a file where a directory is needed");
        assertThat(refused(HostileArchives.good().gzip(), TreePreparation.NONE).kind())
                .isEqualTo(Kind.UNWRITABLE);
    }

    @Test
    void namesAnUnsupportedCompression() {
        UnpackException refused = refused(new byte[] {'L', 'Z', 'I', 'P', 1, 0, 0, 0}, TreePreparation.NONE);
        assertThat(refused.kind()).isEqualTo(Kind.UNKNOWN_FORMAT);
        assertThat(refused)
                .hasMessageEndingWith(
                        "the archive is compressed with lzip; expected a tar archive, plain or compressed with gzip, bzip2, xz or zstd.");
    }

    @Test
    void namesALatin1NameAsSuch() {
        UnpackException refused = refused(
                new TarBuilder()
                        .directory("top/")
                        .header(h -> h[4] = (byte) 0xf6, "top/x", '0', 0, "", 0644)
                        .gzip(),
                TreePreparation.NONE);
        assertThat(refused.kind()).isEqualTo(Kind.ENCODING);
        assertThat(refused)
                .hasMessageEndingWith(": entry 'top/\u00f6' has a name that is not UTF-8, but perhaps Latin-1.");
    }

    /** Runs in a JVM of its own, because a JVM reads its locale once. */
    @Test
    void namesTheLocaleThatCannotRepresentAName() throws Exception {
        Path archive = file(new TarBuilder()
                .directory("top/")
                .file("top/gr\u00f6\u00dfe", "x")
                .gzip());
        List<String> places = new ArrayList<>();
        for (Class<?> one : List.of(
                Unpacker.class,
                UnpackInLocale.class,
                BZip2CompressorInputStream.class,
                XZInputStream.class,
                ZstdInputStream.class)) {
            // The checkout may have a name that this locale cannot express.
            Path copy = directory.resolve("classes" + places.size());
            Trees.copy(
                    Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()),
                    copy);
            places.add(copy.toString());
        }
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(":", places),
                        UnpackInLocale.class.getName(),
                        archive.toString(),
                        target.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();
        assertThat(output).content().startsWith("LOCALE ").contains(" has a name that the locale's encoding ");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void escapesControlCharactersInTheNameOfAnEntry() {
        UnpackException refused = refused(
                new TarBuilder()
                        .directory("top/")
                        .file("top/\u001b[2J\u202ex", "x")
                        .gzip(),
                TreePreparation.NONE);
        assertThat(refused.entry()).contains("top/\\u{1b}[2J\\u{202e}x");
        assertThat(refused)
                .hasMessageContaining(": entry 'top/\\u{1b}[2J\\u{202e}x' has control characters in its name.");
    }

    @Test
    void namesTheParameterOfTheLimit() throws Exception {
        Unpacker strict = new Unpacker(new ArchiveLimits(2, 1 << 20, 200, 64, 4096, true));
        Path archive = file(HostileArchives.good().gzip());
        UnpackException refused = catchThrowableOfType(
                UnpackException.class,
                () -> strict.unpack(archive, target, "top", TreePreparation.NONE, UnpackListener.SILENT));
        assertThat(refused.parameter()).contains("mesos.unpack.maximumEntries");
        assertThat(refused)
                .hasMessageEndingWith(": entry 'top/b' exceeds the limit of 2 entries (mesos.unpack.maximumEntries).");
    }

    @Test
    void reportsProgressTenTimesASecond() throws Exception {
        AtomicLong millis = new AtomicLong();
        List<String> reports = new ArrayList<>();
        TarBuilder tar = new TarBuilder().directory("top/");
        for (int i = 0; i < 30; i++) {
            tar.file("top/" + i, "12345");
        }
        new Unpacker(ArchiveLimits.DEFAULT, () -> Instant.ofEpochMilli(millis.addAndGet(5)))
                .unpack(file(tar.gzip()), target, "top", TreePreparation.NONE, (e, b) -> reports.add(e + " " + b));
        assertThat(reports).hasSizeBetween(2, 4).last().isEqualTo("31 150");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsAtOnceWhenInterrupted(boolean early) throws Exception {
        TarBuilder tar = new TarBuilder().directory("top/");
        for (int i = 0; i < 100; i++) {
            tar.file("top/" + i, new byte[i == 50 ? 300_000 : 100], 0644);
        }
        Path archive = file(tar.gzip());
        if (early) {
            Thread.currentThread().interrupt();
        }
        assertThatThrownBy(() -> new Unpacker(ArchiveLimits.DEFAULT, Instant::now)
                        .unpack(
                                archive,
                                target,
                                "top",
                                staged -> Thread.currentThread().interrupt(),
                                UnpackListener.SILENT))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(work).isEmptyDirectory();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("unpack-")) {
                thread.join(Duration.ofMinutes(1).toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/"})
    void acceptsOnlyAPlainNameForTheTopDirectory(String top) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unpacker.unpack(
                        directory.resolve("archive"), target, top, TreePreparation.NONE, UnpackListener.SILENT));
    }

    @Test
    void acceptsOnlyPositiveLimits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ArchiveLimits(1, 0, 1, 1, 1, true));
    }
}
