package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real program and a real library, made by this machine's compiler. */
class RunPathsTest {
    private static final Path PROGRAM = Path.of("sbin/answer");
    private static final Path LIBRARY = Path.of("lib/libanswer.so");

    @TempDir
    Path directory;

    private Path prefix;

    @BeforeEach
    void compile() throws Exception {
        prefix = directory.resolve("made-here");
        Files.createDirectories(prefix.resolve("lib"));
        Files.createDirectories(prefix.resolve("sbin"));
        Path library = Files.writeString(directory.resolve("library.c"), "int lib(void) { return 42; }\n");
        // The symbol "lib" is the end of the run path, so that the linker stores both as one text.
        Path program = Files.writeString(
                directory.resolve("program.c"),
                "#include <stdio.h>\nint lib(void);\nint main(void) { printf(\"%d\\n\", lib()); return 0; }\n");
        compile(library, LIBRARY, "-shared", "-fPIC", "-Wl,-soname,libanswer.so");
        compile(program, PROGRAM, "-L" + prefix.resolve("lib"), "-lanswer", "-Wl,-rpath," + prefix.resolve("lib"));
    }

    private void compile(Path source, Path result, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(
                List.of("cc", source.toString(), "-o", prefix.resolve(result).toString()));
        command.addAll(List.of(arguments));
        assertThat(run(command)).isEmpty();
    }

    private int makeRelative(Path old) throws Exception {
        Path file = prefix.resolve(PROGRAM);
        List<Patch> patches = RunPaths.relative(ElfFile.read(file).orElseThrow(), PROGRAM, old);
        byte[] bytes = Files.readAllBytes(file);
        for (Patch patch : patches) {
            System.arraycopy(patch.bytes(), 0, bytes, (int) patch.offset(), patch.bytes().length);
        }
        Files.write(file, bytes);
        return patches.size();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void whatAProgramNeedsIsRead() throws Exception {
        ElfFile program = ElfFile.read(prefix.resolve(PROGRAM)).orElseThrow();
        assertThat(program.needed()).contains("libanswer.so", "libc.so.6");
        assertThat(program.runPath().orElseThrow().directories())
                .isEqualTo(prefix.resolve("lib").toString());
        assertThat(program.versions())
                .anyMatch(version -> version.library().equals("libc.so.6")
                        && version.version().startsWith("GLIBC_2."));
        ElfFile library = ElfFile.read(prefix.resolve(LIBRARY)).orElseThrow();
        assertThat(library.soname()).contains("libanswer.so");
        assertThat(library.runPath()).isEmpty();
        assertThat(library.machine()).isEqualTo(program.machine());
        assertThat(ElfFile.read(directory.resolve("program.c"))).isEmpty();
    }

    @Test
    void aMovedProgramFindsItsLibrary() throws Exception {
        assertThat(makeRelative(prefix)).isEqualTo(2);
        assertThat(new String(Files.readAllBytes(prefix.resolve(PROGRAM)), StandardCharsets.ISO_8859_1))
                .doesNotContain(prefix.toString());
        assertThat(makeRelative(prefix)).isZero();
        Path moved = Files.move(prefix, directory.resolve("elsewhere"));
        assertThat(run(List.of(moved.resolve(PROGRAM).toString()))).isEqualTo("42\n");
        ElfFile program = ElfFile.read(moved.resolve(PROGRAM)).orElseThrow();
        assertThat(program.runPath().orElseThrow().directories()).isEqualTo("$ORIGIN/../lib");
    }

    @Test
    void aProgramThatWasOnlyMovedDoesNot() throws Exception {
        Path moved = Files.move(prefix, directory.resolve("elsewhere"));
        assertThat(run(List.of(moved.resolve(PROGRAM).toString()))).contains("libanswer.so: cannot open");
    }

    @Test
    void aRunPathThatIsTooShortIsRefusedAndTheFileIsNotChanged() throws Exception {
        Path file = prefix.resolve(PROGRAM);
        compile(directory.resolve("program.c"), PROGRAM, "-L" + prefix.resolve("lib"), "-lanswer", "-Wl,-rpath,/p/lib");
        byte[] before = Files.readAllBytes(file);
        RelocationException refused =
                catchThrowableOfType(RelocationException.class, () -> makeRelative(Path.of("/p")));
        assertThat(refused).hasMessageContaining("'/p/lib', which has no room for '$ORIGIN/../lib'");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void everyCutOrChangedHeaderIsRefusedOrHarmless() throws Exception {
        byte[] good = Files.readAllBytes(prefix.resolve(PROGRAM));
        Path bad = directory.resolve("bad");
        for (int length = 0; length < good.length; length += Math.max(1, length / 8)) {
            Files.write(bad, java.util.Arrays.copyOf(good, length));
            readOrRefuse(bad);
        }
        for (int at = 0; at < 1200; at++) {
            byte[] changed = good.clone();
            changed[at] = (byte) 0xff;
            Files.write(bad, changed);
            readOrRefuse(bad);
        }
    }

    private static void readOrRefuse(Path file) {
        try {
            ElfFile.read(file);
        } catch (IOException refused) {
            assertThat(refused).hasMessage(file + " is a damaged ELF file");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/opt/mesos/lib, $ORIGIN/../lib",
        "/opt/mesos/lib:/usr/lib:/opt/mesos/sbin, $ORIGIN/../lib:/usr/lib:$ORIGIN/../sbin",
        "/opt/mesos/lib/../lib:/opt/mesos/lib/, $ORIGIN/../lib",
        "/opt/mesos-other/lib, /opt/mesos-other/lib",
        "$ORIGIN/../lib, $ORIGIN/../lib",
        "/opt/mesos, $ORIGIN/.."
    })
    void onlyDirectoriesOfTheInstallationBecomeRelative(String before, String after) {
        assertThat(RunPaths.relative(before, PROGRAM, Path.of("/opt/mesos"))).isEqualTo(after);
    }
}
