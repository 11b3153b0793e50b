package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path directory;

    private Path file;
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void createFile() throws IOException {
        file = Files.createFile(directory.resolve("log"));
    }

    @Test
    void handsOverEachLineOnceItIsComplete() throws IOException {
        try (LogTail tail = new LogTail(file, 0, lines::add)) {
            write("one\ntw");
            assertThat(tail.read()).isEqualTo(6);
            assertThat(lines).containsExactly("one");
            assertThat(tail.read()).isZero();

            write("o\n\nthree\r\n");
            tail.read();
            assertThat(lines).containsExactly("one", "two", "", "three");
            assertThat(tail.finish()).isFalse();
            assertThat(tail.position()).isEqualTo(16);
        }
    }

    @Test
    void handsOverALastLineWithoutEnd() throws IOException {
        try (LogTail tail = new LogTail(file, 0, lines::add)) {
            write("one\ntwo");
            tail.read();
            assertThat(tail.finish()).isTrue();
            assertThat(tail.finish()).isFalse();
        }
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void startsWhereItIsTold() throws IOException {
        write("# header\nline\n");
        try (LogTail tail = new LogTail(file, 9, lines::add)) {
            tail.read();
        }
        assertThat(lines).containsExactly("line");
    }

    @Test
    void replacesWhatIsNotUtf8AndJoinsCharactersCutByReads() throws IOException {
        try (LogTail tail = new LogTail(file, 0, lines::add)) {
            byte[] euro = "€\n".getBytes(StandardCharsets.UTF_8);
            Files.write(file, new byte[] {'a', (byte) 0xFF, 'b', '\n', euro[0]}, StandardOpenOption.APPEND);
            tail.read();
            Files.write(file, new byte[] {euro[1], euro[2], euro[3]}, StandardOpenOption.APPEND);
            tail.read();
        }
        assertThat(lines).containsExactly("a\uFFFDb", "€");
    }

    @Test
    void cutsLongLinesBetweenCharacters() throws IOException {
        String longLine = "x" + "€".repeat(300_000) + "y";
        try (LogTail tail = new LogTail(file, 0, lines::add)) {
            write("first\n" + longLine + "\nlast\n" + longLine);
            while (tail.read() > 0) {
                assertThat(lines).isNotEmpty();
            }
            tail.finish();
        }
        assertThat(lines).startsWith("first").contains("last").noneMatch(line -> line.contains("\uFFFD"));
        assertThat(lines).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= LogTail.LONGEST);
        assertThat(String.join("", lines)).isEqualTo("first" + longLine + "last" + longLine);
    }

    @Test
    void cutsALongLineThatIsNotTextAtAll() throws IOException {
        byte[] junk = new byte[LogTail.LONGEST * 3];
        java.util.Arrays.fill(junk, (byte) 0x80);
        Files.write(file, junk);
        try (LogTail tail = new LogTail(file, 0, lines::add)) {
            tail.read();
            tail.finish();
        }
        assertThat(String.join("", lines)).hasSize(junk.length);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
