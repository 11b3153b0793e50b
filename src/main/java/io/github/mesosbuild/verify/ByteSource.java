package io.github.mesosbuild.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read several times. */
interface ByteSource {
    /** What is computed from bytes. */
    @FunctionalInterface
    interface Sink {
        void update(byte[] buffer, int offset, int length);
    }

    /** @throws IOException if they cannot be read */
    void readInto(Sink sink) throws IOException;

    static ByteSource of(Path file) {
        return sink -> {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    sink.update(buffer, 0, read);
                }
            }
        };
    }
}
