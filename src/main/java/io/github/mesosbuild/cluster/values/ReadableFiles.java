package io.github.mesosbuild.cluster.values;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files that values of flags name, if they can be read here. */
@FunctionalInterface
public interface ReadableFiles {
    /** The files of another machine. */
    ReadableFiles ELSEWHERE = path -> Optional.empty();

    /** The files of this machine. */
    ReadableFiles HERE = path -> {
        try (var in = Files.newInputStream(Path.of(path))) {
            byte[] start = in.readNBytes(Limit.BYTES + 1);
            if (start.length > Limit.BYTES) {
                throw new IOException("larger than " + Limit.BYTES + " bytes");
            }
            return Optional.of(new String(start, StandardCharsets.UTF_8));
        }
    };

    /** The limit of a file's size. */
    final class Limit {
        static final int BYTES = 4 * 1024 * 1024;

        private Limit() {}
    }

    /**
     * Reads a file.
     *
     * @param path an absolute path
     * @return its text; empty if the file is on another machine
     * @throws IOException if the file cannot be read
     */
    Optional<String> read(String path) throws IOException;
}
