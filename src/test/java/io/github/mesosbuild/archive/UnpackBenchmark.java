package io.github.mesosbuild.archive;

import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Compares unpacking in a warm JVM with {@code tar xzf}, alternating between the two. Run it with {@code src/bench/unpack/run}. */
final class UnpackBenchmark {
    private static final int WARM_UP = 8;

    private UnpackBenchmark() {}

    private interface Work {
        void run() throws IOException, InterruptedException, UnpackException;
    }

    /**
     * @param arguments archive, its top directory, a directory to work in, number of measured rounds; with 0 rounds it unpacks
     *     once and prints nothing, to be timed from outside
     */
    public static void main(String[] arguments) throws Exception {
        Path archive = Path.of(arguments[0]);
        String top = arguments[1];
        Path work = Path.of(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Path ours = work.resolve("ours");
        Path gnu = work.resolve("gnu");
        Work unpack = () -> new Unpacker(ArchiveLimits.DEFAULT)
                .unpack(archive, ours, top, TreePreparation.NONE, UnpackListener.SILENT);
        if (rounds == 0) {
            unpack.run();
            return;
        }
        double[] unpacker = new double[rounds];
        double[] tar = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            double first = seconds(unpack);
            Trees.delete(ours);
            Files.createDirectory(gnu);
            double second = seconds(() -> tar(archive, gnu));
            Trees.delete(gnu);
            if (i >= 0) {
                unpacker[i] = first;
                tar[i] = second;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "warm  unpacker %.3f s  tar xzf %.3f s  ratio %.2f  (medians of %d)%n",
                median(unpacker),
                median(tar),
                median(unpacker) / median(tar),
                rounds);
    }

    private static void tar(Path archive, Path directory) throws IOException, InterruptedException {
        int status = new ProcessBuilder("tar", "xzf", archive.toString(), "-C", directory.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("tar ended with status " + status);
        }
    }

    private static double seconds(Work work) throws IOException, InterruptedException, UnpackException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
