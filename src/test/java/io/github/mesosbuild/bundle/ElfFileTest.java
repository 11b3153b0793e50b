package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.release.Version;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of CPUs that this machine does not have, written byte by byte. */
class ElfFileTest {
    private static final int DYNAMIC = 0x400;
    private static final int NEEDED = 0x600;
    private static final int DEFINED = 0x680;
    private static final int NAMES = 0x700;
    private static final int SIZE = 0x900;
    private static final int X86 = 62;
    private static final int S390 = 22;
    private static final int POWER = 21;

    @TempDir
    private Path directory;

    private static byte[] program(ByteOrder order, int machine, String runPath) {
        ByteBuffer elf = ByteBuffer.allocate(SIZE).order(order);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1), 1});
        elf.putShort(16, (short) 3)
                .putShort(18, (short) machine)
                .putLong(32, 64)
                .putShort(56, (short) 2);
        elf.putInt(64, 1).putLong(64 + 8, 0).putLong(64 + 16, 0x10000).putLong(64 + 32, SIZE);
        elf.putInt(120, 2).putLong(120 + 8, DYNAMIC).putLong(120 + 16, 0x10000 + DYNAMIC);
        int at = NAMES + 1;
        int[] names = new int[5];
        String[] texts = {"libc.so.6", "libown.so", runPath, "GLIBC_2.34", "OWN_1"};
        for (int i = 0; i < texts.length; i++) {
            names[i] = at - NAMES;
            elf.put(at, texts[i].getBytes(StandardCharsets.UTF_8));
            at += texts[i].length() + 1;
        }
        long[][] entries = {
            {1, names[0]},
            {14, names[1]},
            {29, names[2]},
            {5, 0x10000 + NAMES},
            {10, at - NAMES},
            {0x6ffffffeL, 0x10000 + NEEDED},
            {0x6fffffffL, 1},
            {0x6ffffffcL, 0x10000 + DEFINED},
            {0x6ffffffdL, 1},
            {0, 0}
        };
        elf.putLong(120 + 32, 16L * entries.length);
        for (int i = 0; i < entries.length; i++) {
            elf.putLong(DYNAMIC + 16 * i, entries[i][0]).putLong(DYNAMIC + 16 * i + 8, entries[i][1]);
        }
        elf.putShort(NEEDED, (short) 1).putShort(NEEDED + 2, (short) 1).putInt(NEEDED + 4, names[0]);
        elf.putInt(NEEDED + 8, 16).putInt(NEEDED + 16 + 8, names[3]);
        elf.putInt(DEFINED + 12, 20).putInt(DEFINED + 20, names[4]);
        return elf.array();
    }

    private static byte[] narrow(ByteOrder order, int type) {
        ByteBuffer elf = ByteBuffer.allocate(SIZE).order(order);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 1, (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1), 1});
        elf.putShort(16, (short) type).putShort(18, (short) 3);
        return elf.array();
    }

    private static ByteOrder order(boolean big) {
        return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    @ParameterizedTest
    @CsvSource({"false, 62", "true, 22"})
    void bothByteOrdersAreRead(boolean big, int machine) throws Exception {
        Path file = Files.write(directory.resolve("libown.so"), program(order(big), machine, "/opt/sample/lib"));
        ElfFile elf = ElfFile.read(file).orElseThrow();
        assertThat(elf.machine()).isEqualTo(machine);
        assertThat(elf.order()).isEqualTo(order(big));
        assertThat(elf.needed()).containsExactly("libc.so.6");
        assertThat(elf.soname()).contains("libown.so");
        assertThat(elf.versions()).containsExactly(new ElfFile.NeededVersion("libc.so.6", "GLIBC_2.34"));
        assertThat(elf.defined()).containsExactly("OWN_1");
        assertThat(elf.runPath().orElseThrow().directories()).isEqualTo("/opt/sample/lib");
    }

    @ParameterizedTest
    @CsvSource({"false, 62", "true, 22"})
    void runPathsOfBothByteOrdersBecomeRelative(boolean big, int machine) throws Exception {
        Path file = Files.write(directory.resolve("program"), program(order(big), machine, "/opt/sample/a/long/lib"));
        List<Patch> patches = RunPaths.relative(
                ElfFile.read(file).orElseThrow(), Path.of("bin/program"), Path.of("/opt/sample/a/long"));
        byte[] bytes = Files.readAllBytes(file);
        for (Patch patch : patches) {
            System.arraycopy(patch.bytes(), 0, bytes, (int) patch.offset(), patch.bytes().length);
        }
        Files.write(file, bytes);
        assertThat(ElfFile.read(file).orElseThrow().runPath().orElseThrow().directories())
                .isEqualTo("$ORIGIN/../lib");
    }

    /** POWER has libraries of both orders under one number. */
    @Test
    void aLibraryOfTheOtherByteOrderIsOfAnotherCpu() throws Exception {
        Files.createDirectories(directory.resolve("lib"));
        Path library = directory.resolve("lib/libc.so.6");
        SharedLibraries libraries = new SharedLibraries(
                (argv, where, environment, limit) -> {
                    throw new AssertionError("there is no ldconfig");
                },
                directory);
        Files.write(library, program(ByteOrder.BIG_ENDIAN, POWER, "/lib"));
        assertThat(libraries.find("libc.so.6", POWER)).isEmpty();
        Files.write(library, program(ByteOrder.LITTLE_ENDIAN, POWER, "/lib"));
        assertThat(libraries.find("libc.so.6", POWER)).contains(library);
        Files.write(library, program(ByteOrder.BIG_ENDIAN, S390, "/lib"));
        assertThat(libraries.find("libc.so.6", S390)).contains(library);
        assertThat(libraries.find("libc.so.6", X86)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, 2", "false, 3", "true, 2", "true, 3"})
    void aProgramOf32BitsIsNotPacked(boolean big, int type) throws Exception {
        Path file = Files.createDirectories(directory.resolve("bin")).resolve("narrow");
        Files.write(file, narrow(order(big), type));
        assertThatThrownBy(() -> InstallationSurvey.of(directory, Set.of("bin/narrow"), 2))
                .isInstanceOfSatisfying(
                        RelocationException.class, e -> assertThat(e.kind()).isEqualTo(RelocationException.Kind.NARROW))
                .hasMessage("The file bin/narrow of the installation is a 32-bit program or library."
                        + " Bundles are for 64-bit systems only.");
        assertThat(SharedLibraries.read(file)).isEmpty();
    }

    @Test
    void whatTheLoaderDoesNotLoadMayHave32Bits() throws Exception {
        Files.write(directory.resolve("object.o"), narrow(ByteOrder.LITTLE_ENDIAN, 1));
        byte[] unknown = narrow(ByteOrder.LITTLE_ENDIAN, 3);
        unknown[5] = 7;
        Files.write(directory.resolve("unknown"), unknown);
        assertThat(InstallationSurvey.of(directory, Set.of("object.o", "unknown"), 2)
                        .programs())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"i686", "armv7l", "ppc64"})
    void aBundleForAnotherKindOfCpuIsRefusedInASentence(String cpu) throws Exception {
        TargetPlatform platform = new TargetPlatform("linux", cpu, "glibc", new Version("2.36"));
        BundleDescription bundle = new BundleDescription(
                "sample",
                "1.0.0",
                "",
                new TreeMap<>(),
                Optional.empty(),
                new TreeMap<>(),
                platform,
                "Debian",
                SharedSample.DEBIAN.family(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                "1.0.0");
        assertThat(new BundleFit(platform, SharedSample.DEBIAN, SharedSample.libraries()).obstacle(bundle))
                .contains("is for the CPU " + cpu
                        + ", but bundles are for these only: aarch64, ppc64le, riscv64, s390x," + " x86_64");
    }
}
