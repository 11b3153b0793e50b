package io.github.mesosbuild.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {
    private static byte[] compress(byte[] bytes, int threads, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new ParallelGzip(out, threads)) {
            for (int at = 0; at < bytes.length; at += piece) {
                gzip.write(bytes, at, Math.min(piece, bytes.length - at));
            }
        }
        return out.toByteArray();
    }

    private static byte[] text(int size) {
        StringBuilder text = new StringBuilder();
        Random random = new Random(size);
        while (text.length() < size) {
            text.append("libmesos/").append(random.nextInt(1000)).append(' ');
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 512 * 1024 - 1, 512 * 1024, 512 * 1024 + 1, 3_000_000})
    void whatWasCompressedIsTheSame(int size) throws IOException {
        byte[] random = new byte[size];
        new Random(size).nextBytes(random);
        for (byte[] bytes : new byte[][] {text(size), random}) {
            byte[] compressed = compress(bytes, 2, 100_000);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void neitherThreadsNorPiecesChangeTheResult() throws IOException {
        byte[] bytes = text(2_000_000);
        byte[] one = compress(bytes, 1, bytes.length);
        assertThat(compress(bytes, 2, 7777)).isEqualTo(one);
        assertThat(compress(bytes, 5, 1024 * 1024)).isEqualTo(one);
    }

    @Test
    void theResultIsAtMostATenThousandthLargerThanThatOfOneDeflater() throws IOException {
        byte[] bytes = text(3_000_000);
        ByteArrayOutputStream usual = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(usual)) {
            gzip.write(bytes);
        }
        assertThat(compress(bytes, 2, 8192).length).isLessThanOrEqualTo(usual.size() + usual.size() / 10_000);
    }
}
