package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.steps.TruncationCheck.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of killed builds, with objects, programs and archives of this machine's compiler. */
class InterruptedBuildCleanupTest {
    private static final Instant BEGUN = Instant.parse("2020-01-01T10:00:00Z");
    private static final Instant LAST_SIGN = BEGUN.plusSeconds(600);
    private static final Duration LONG_BEFORE = Duration.ofMinutes(5);
    private static final Duration JUST_BEFORE = Duration.ofMillis(500);

    @TempDir
    static Path compiled;

    private static byte[] object;
    private static byte[] library;
    private static byte[] archive;

    @TempDir
    Path tree;

    @BeforeAll
    static void compile() throws Exception {
        Files.writeString(compiled.resolve("a.c"), "int a(void) { return 1; }\nconst char text[5000] = \"text\";\n");
        run("cc", "-g", "-ffunction-sections", "-c", "a.c", "-o", "a.o");
        run("cc", "-shared", "-fPIC", "a.c", "-o", "a.so");
        run("ar", "cr", "a.a", "a.o", "a.c");
        object = Files.readAllBytes(compiled.resolve("a.o"));
        library = Files.readAllBytes(compiled.resolve("a.so"));
        archive = Files.readAllBytes(compiled.resolve("a.a"));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(compiled.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0)
                .isTrue();
    }

    private void file(String name, byte[] content, Duration beforeTheEnd) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(LAST_SIGN.minus(beforeTheEnd)));
    }

    private static byte[] text() {
        return "text\n".getBytes();
    }

    private InterruptedBuildCleanup.Found clean() throws IOException {
        return InterruptedBuildCleanup.clean(tree, BEGUN, LAST_SIGN);
    }

    private Form form(byte[] content, String name) throws IOException {
        return TruncationCheck.form(Files.write(tree.resolve(name), content));
    }

    @Test
    void everyTruncatedObjectLibraryOrArchiveIsBroken() throws IOException {
        assertThat(form(object, "x.o")).isEqualTo(Form.OBJECT);
        assertThat(form(library, "x.so")).isEqualTo(Form.LINKED);
        assertThat(form(archive, "x.a")).isEqualTo(Form.LINKED);
        for (Map.Entry<String, byte[]> whole :
                Map.of("x.o", object, "x.so", library).entrySet()) {
            for (int length = 0; length < whole.getValue().length; length += 1 + length / 50) {
                assertThat(form(Arrays.copyOf(whole.getValue(), length), whole.getKey()))
                        .as("%d of %d bytes of %s", length, whole.getValue().length, whole.getKey())
                        .isEqualTo(Form.BROKEN);
            }
        }
        int firstMember = new String(archive, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("a.o/");
        for (int length = firstMember + 1; length < archive.length - 40; length += 97) {
            if (length != firstMember + 60 + object.length + object.length % 2) {
                assertThat(form(Arrays.copyOf(archive, length), "x.a")).isEqualTo(Form.BROKEN);
            }
        }
    }

    @Test
    void anObjectOfFullLengthWithoutHeaderOrSectionTableIsBroken() throws IOException {
        byte[] noHeader = object.clone();
        Arrays.fill(noHeader, 0, 64, (byte) 0);
        assertThat(form(noHeader, "x.o")).isEqualTo(Form.BROKEN);
        byte[] noTable = object.clone();
        Arrays.fill(noTable, 40, 48, (byte) 0);
        assertThat(form(noTable, "x.o")).isEqualTo(Form.BROKEN);
        assertThat(form("INPUT(-lx)\n".getBytes(), "x.so"))
                .as("a linker script")
                .isEqualTo(Form.OTHER);
        assertThat(form("BC\u00c0\u00de".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), "x.o"))
                .as("bitcode")
                .isEqualTo(Form.OTHER);
        assertThat(form(new byte[0], "stamp")).isEqualTo(Form.OTHER);
    }

    @Test
    void brokenBinariesAreRemovedWhateverTheirTimeAndCompleteObjectsAreKept() throws IOException {
        file("src/whole.o", object, JUST_BEFORE);
        file("src/cut.o", Arrays.copyOf(object, object.length / 2), LONG_BEFORE);
        file("src/empty.o", new byte[0], LONG_BEFORE);
        file("src/.libs/pic.o", Arrays.copyOf(object, 100), LONG_BEFORE);
        file("src/pic.lo", text(), LONG_BEFORE);
        file("src/lib.a", Arrays.copyOf(archive, archive.length - 100), LONG_BEFORE);
        file("src/lib.so", library, LONG_BEFORE);
        file("src/of-the-release.o", new byte[0], Duration.ofHours(1));
        InterruptedBuildCleanup.Found found = clean();
        assertThat(found.objects()).hasSize(1);
        assertThat(found.removed())
                .containsExactly("src/.libs/pic.o", "src/cut.o", "src/empty.o", "src/lib.a", "src/pic.lo");
        assertThat(tree.resolve("src/whole.o")).exists();
        assertThat(tree.resolve("src/cut.o")).doesNotExist();
        assertThat(tree.resolve("src/of-the-release.o")).exists();
    }

    @Test
    void otherFilesAreRemovedOnlyIfTheyWereWrittenLast() throws IOException {
        file("gen/old.pb.h", text(), LONG_BEFORE);
        file("gen/new.pb.h", text(), JUST_BEFORE);
        file("gen/after-the-last-sign.h", text(), Duration.ofSeconds(-3));
        file("stamp", new byte[0], JUST_BEFORE);
        file("lib.la", text(), JUST_BEFORE);
        file("program", library, JUST_BEFORE);
        file("older-program", library, LONG_BEFORE);
        file("Makefile", text(), JUST_BEFORE);
        file("x.lo", text(), JUST_BEFORE);
        assertThat(clean().removed())
                .containsExactly("gen/after-the-last-sign.h", "gen/new.pb.h", "lib.la", "program", "stamp");
    }

    @Test
    void filesThatACompilerReadAreKept() throws IOException {
        file("gen/x.pb.h", text(), JUST_BEFORE);
        file("gen/x.pb.cc", text(), JUST_BEFORE);
        file("gen/y.pb.h", text(), JUST_BEFORE);
        file("other/x.pb.h", text(), JUST_BEFORE);
        file(
                "src/.deps/a.Tpo",
                "a.o: ../../source/a.cc \\\n ../gen/x.pb.h /usr/include/stdio.h\n".getBytes(),
                JUST_BEFORE);
        assertThat(clean().removed()).containsExactly("gen/y.pb.h", "other/x.pb.h", "src/.deps/a.Tpo");
    }

    @Test
    void dependencyListsAreKeptBecauseMakefilesIncludeThem() throws IOException {
        file("src/.deps/x.Po", text(), JUST_BEFORE);
        file("src/x.d", text(), JUST_BEFORE);
        file("src/y.d", text(), LONG_BEFORE);
        assertThat(clean().removed()).isEmpty();
        assertThat(tree.resolve("src/.deps/x.Po")).isNotEmptyFile();
        assertThat(tree.resolve("src/x.d")).isEmptyFile();
        assertThat(tree.resolve("src/y.d")).isNotEmptyFile();
    }

    @Test
    void filesOfOneCommandAreRemovedTogether() throws IOException {
        Duration edge = InterruptedBuildCleanup.WINDOW;
        file("a.pb.h", text(), edge.plusMillis(30));
        file("a.pb.cc", text(), edge.minusMillis(30));
        file("b.pb.h", text(), edge.plusMillis(2500));
        file("b.pb.cc", text(), edge.plusMillis(2400));
        assertThat(clean().removed()).containsExactly("a.pb.cc", "a.pb.h");
    }
}
