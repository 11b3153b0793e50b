import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.Compression;
import io.github.mesosbuild.archive.Packer;
import io.github.mesosbuild.archive.TreePreparation;
import io.github.mesosbuild.archive.UnpackListener;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.bundle.InstallationSurvey;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.steps.InstallManifest;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Run by {@code src/bench/bundle/run}: packing an installation in each format, beside tar and the format's program, and unpacking it beside
 * tar. The first round is in a cold JVM.
 */
public final class PackBench {
    private static final String TOP = "release";

    private PackBench() {}

    /** The programs that do what the plugin does; {@code zstd} compresses for both. */
    private enum Format {
        GZ("gz", "gzip", Compression.gzip(Runtime.getRuntime().availableProcessors())),
        XZ("xz", "xz -6", Compression.xz()),
        ZST("zst", "zstd -q -19 -T0", Compression.NONE);

        private final String extension;
        private final String program;
        private final Compression compression;

        Format(String extension, String program, Compression compression) {
            this.extension = extension;
            this.program = program;
            this.compression = compression;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path installation = Path.of(arguments[0]);
        Path work = Files.createDirectories(Path.of(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        for (Format format : Format.values()) {
            Path own = work.resolve("ours.tar." + format.extension);
            Path other = work.resolve("tar.tar." + format.extension);
            // The others take so long that few rounds are enough.
            int often = format == Format.GZ ? rounds : Math.min(rounds, 3);
            row("packing", format, often, () -> pack(installation, own, format), () -> tar(installation, other, format));
            System.out.printf(
                    Locale.ROOT,
                    "size     %-4s %d bytes, %s %d bytes: %.3f%n",
                    format.extension,
                    Files.size(own),
                    format.program,
                    Files.size(other),
                    (double) Files.size(own) / Files.size(other));
            Path unpacked = work.resolve("unpacked");
            row("unpacking", format, often, () -> unpack(own, unpacked), () -> untar(own, unpacked));
        }
    }

    private static void row(String what, Format format, int rounds, Work ours, Work theirs) throws Exception {
        List<Double> own = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            own.add(seconds(ours));
            other.add(seconds(theirs));
        }
        System.out.printf(
                Locale.ROOT,
                "%-9s %-4s %.2f s (cold %.2f, least %.2f), tar and %s %.2f s (least %.2f): %.2f of the time (least %.2f)%n",
                what,
                format.extension,
                median(own),
                own.get(0),
                Collections.min(own),
                format.program,
                median(other),
                Collections.min(other),
                median(own) / median(other),
                Collections.min(own) / Collections.min(other));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void pack(Path installation, Path file, Format format) throws Exception {
        Set<String> paths = InstallManifest.of(installation);
        InstallationSurvey survey = InstallationSurvey.of(installation, paths, Runtime.getRuntime().availableProcessors());
        Path written = format == Format.ZST ? file.resolveSibling("plain.tar") : file;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(written), 1 << 16)) {
            new Packer(Instant.EPOCH, format.compression)
                    .pack(
                            out,
                            TOP,
                            Map.of(),
                            installation,
                            path -> paths.contains(path.toString()),
                            survey,
                            Packer.Last.NONE);
        }
        if (format == Format.ZST) {
            shell(format.program + " -f -o '" + file + "' '" + written + "'");
        }
    }

    private static void tar(Path installation, Path file, Format format) throws Exception {
        shell("tar -C '" + installation + "' -cf - . | " + format.program + " >'" + file + "'");
    }

    private static void unpack(Path file, Path directory) throws Exception {
        new Unpacker(ArchiveLimits.DEFAULT).unpack(file, directory, TOP, TreePreparation.NONE, UnpackListener.SILENT);
        Trees.delete(directory);
    }

    private static void untar(Path file, Path directory) throws Exception {
        Files.createDirectories(directory);
        shell("tar -C '" + directory + "' -xf '" + file + "'");
        Trees.delete(directory);
    }

    private static void shell(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed");
        }
    }
}
