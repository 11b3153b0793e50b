package io.github.mesosbuild.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes small files. */
final class TestFiles {
    private TestFiles() {}

    static Path program(Path file, String content) throws IOException {
        write(file, content);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
        return file;
    }

    static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
