package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.archive.Compression;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.SearchPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Compresses bundles: gzip and xz here, zstd by the program of the system, because the library that reads zstd has no level that makes a
 * bundle smaller than gzip does.
 */
public final class BundleCompressor {
    private static final String ZSTD = "zstd";
    private static final int BUFFER = 1 << 16;

    /** At level 19, two processors compress 1 GB in about five minutes. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private final ArchiveFormat format;
    private final int threads;
    private final long memory;
    private final Distribution distribution;
    private final CommandRunner runner;
    private final Map<String, String> environment;

    /**
     * Creates a compressor.
     *
     * @param threads how many processors compress with gzip
     * @param memory the memory of this JVM in bytes
     * @param distribution knows how to install a program
     * @param environment the variables of the program, of which only {@code PATH} matters
     */
    public BundleCompressor(
            ArchiveFormat format,
            int threads,
            long memory,
            Distribution distribution,
            CommandRunner runner,
            Map<String, String> environment) {
        this.format = format;
        this.threads = threads;
        this.memory = memory;
        this.distribution = distribution;
        this.runner = runner;
        this.environment = Map.copyOf(environment);
    }

    /** Returns the format of the archives. */
    public ArchiveFormat format() {
        return format;
    }

    /** Returns how many processors compress. */
    int threads() {
        return threads;
    }

    /** Writes an archive. */
    @FunctionalInterface
    interface Writer {
        /**
         * Writes the archive.
         *
         * @param out receives it, and is closed
         */
        void write(OutputStream out, Compression compression) throws IOException;
    }

    /**
     * Checks that this machine can compress in this format, before much time is spent.
     *
     * @throws BundleException if a program or memory is missing
     * @throws IOException if a link on the PATH cannot be followed
     */
    public void requireUsable() throws BundleException, IOException {
        if (format == ArchiveFormat.TAR_XZ && Compression.xzMemory() > memory / 2) {
            throw BundleException.noMemory(format, Compression.xzMemory(), memory);
        }
        if (format == ArchiveFormat.TAR_ZST
                && new SearchPath(environment, Path.of("/"), FileObserver.NONE)
                        .find(ZSTD)
                        .isEmpty()) {
            throw BundleException.noProgram(format, ZSTD, distribution.installCommand(List.of(ZSTD)));
        }
    }

    /**
     * Compresses an archive into a file.
     *
     * @throws BundleException if this machine cannot compress in this format
     * @throws IOException if the archive cannot be written
     */
    void compress(Path file, Writer archive) throws BundleException, IOException, InterruptedException {
        requireUsable();
        if (format == ArchiveFormat.TAR_ZST) {
            Path tar = file.resolveSibling(file.getFileName() + ".tar");
            try {
                write(tar, archive, Compression.NONE);
                zstd(tar, file);
            } finally {
                Files.deleteIfExists(tar);
            }
        } else {
            write(file, archive, format == ArchiveFormat.TAR_XZ ? Compression.xz() : Compression.gzip(threads));
        }
    }

    private static void write(Path file, Writer archive, Compression compression) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            archive.write(out, compression);
        }
    }

    /** zstd(1). The number of processors does not change the result, because only the level decides how much each thread gets. */
    private void zstd(Path tar, Path file) throws BundleException, IOException, InterruptedException {
        List<String> command = List.of(
                ZSTD,
                "-q",
                "-f",
                "-19",
                "-T0",
                "-o",
                file.toAbsolutePath().toString(),
                tar.toAbsolutePath().toString());
        CommandRunner.Result result = runner.run(command, Path.of("/"), environment, LIMIT);
        if (!result.ok()) {
            String last = result.lastLine();
            String why = result.timedOut()
                    ? ZSTD + " took longer than " + LIMIT.toMinutes() + " minutes"
                    : last.isEmpty() ? ZSTD + " ended with exit status " + result.exitCode() : last;
            throw BundleException.notCompressed(file, why);
        }
    }
}
