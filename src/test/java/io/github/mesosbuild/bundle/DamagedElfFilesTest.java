package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files that claim to have large tables. */
@Tag("long")
@Timeout(30)
class DamagedElfFilesTest {
    private static final int DYNAMIC = 0x1000;
    private static final int TABLE = 0x2000;
    private static final int NAMES = 0x3000;
    private static final int SIZE = 60 << 20;

    @TempDir
    Path directory;

    private final ByteBuffer head = ByteBuffer.allocate(NAMES).order(ByteOrder.LITTLE_ENDIAN);
    private int dynamic = DYNAMIC;

    private void header(int programs) {
        head.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        head.putShort(18, (short) 62).putLong(32, 64).putShort(56, (short) programs);
        segment(0, 1, 0, SIZE);
        segment(1, 2, DYNAMIC, 0x1000);
    }

    private void segment(int number, int type, long offset, long size) {
        int at = 64 + number * 56;
        head.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, offset).putLong(at + 32, size);
    }

    private void entry(long tag, long value) {
        head.putLong(dynamic, tag).putLong(dynamic + 8, value);
        dynamic += 16;
    }

    private Path file() throws IOException {
        Path file = Files.write(directory.resolve("damaged.so"), head.array());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(SIZE);
        }
        return file;
    }

    private void refused(Path file) {
        assertThatThrownBy(() -> ElfFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is a damaged ELF file");
        assertThat(SharedLibraries.read(file)).isEmpty();
    }

    private void names() {
        entry(5, NAMES);
        entry(10, SIZE - NAMES);
    }

    @Test
    void aTableOfVersionsThatLeadsBackToItself() throws Exception {
        header(2);
        names();
        entry(0x6ffffffeL, TABLE);
        entry(0x6fffffffL, 65_535);
        head.putShort(TABLE + 2, (short) 0xffff).putInt(TABLE + 8, 0);
        refused(file());
    }

    @Test
    void aTableWith4294967296Versions() throws Exception {
        header(2);
        names();
        entry(0x6ffffffcL, TABLE);
        entry(0x6ffffffdL, 1L << 32);
        refused(file());
    }

    @Test
    void manyVersionsWithOneLongName() throws Exception {
        header(2);
        names();
        entry(0x6ffffffcL, TABLE);
        entry(0x6ffffffdL, 65_535);
        head.putInt(TABLE + 12, 0);
        Path file = file();
        try (RandomAccessFile names = new RandomAccessFile(file.toFile(), "rw")) {
            names.seek(NAMES);
            byte[] letters = new byte[SIZE - NAMES - 1];
            java.util.Arrays.fill(letters, (byte) 'x');
            names.write(letters);
        }
        refused(file);
    }

    @Test
    void manyDynamicSegments() throws Exception {
        header(50);
        for (int i = 1; i < 50; i++) {
            segment(i, 2, 0, SIZE);
        }
        refused(file());
    }

    @Test
    void millionsOfNeededLibraries() throws Exception {
        header(2);
        segment(1, 2, DYNAMIC, SIZE - DYNAMIC);
        names();
        Path file = file();
        ByteBuffer entries = ByteBuffer.allocate(16 * 1_000_000).order(ByteOrder.LITTLE_ENDIAN);
        while (entries.hasRemaining()) {
            entries.putLong(1).putLong(0);
        }
        try (RandomAccessFile needed = new RandomAccessFile(file.toFile(), "rw")) {
            needed.seek(dynamic);
            needed.write(entries.array());
        }
        refused(file);
    }
}
