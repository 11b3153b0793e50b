import io.github.mesosbuild.archive.Packer;
import io.github.mesosbuild.bundle.InstallationSurvey;
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

/** Run by {@code src/bench/bundle/run}: packing an installation, beside tar and gzip. The first round is in a cold JVM. */
public final class PackBench {
    private PackBench() {}

    public static void main(String[] arguments) throws Exception {
        Path installation = Path.of(arguments[0]);
        Path work = Files.createDirectories(Path.of(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        List<Double> ours = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(seconds(() -> pack(installation, work.resolve("ours.tar.gz"))));
            others.add(seconds(() -> tar(installation, work.resolve("tar.tar.gz"))));
        }
        double first = ours.get(0);
        System.out.printf(
                Locale.ROOT,
                "packing: %.2f s (cold %.2f), tar and gzip %.2f s: %.2f of the time (cold %.2f), %.3f of the size%n",
                median(ours),
                first,
                median(others),
                median(ours) / median(others),
                first / median(others),
                (double) Files.size(work.resolve("ours.tar.gz")) / Files.size(work.resolve("tar.tar.gz")));
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

    private static void pack(Path installation, Path file) throws Exception {
        Set<String> paths = InstallManifest.of(installation);
        InstallationSurvey survey = InstallationSurvey.of(installation, paths);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            new Packer(Instant.EPOCH, Runtime.getRuntime().availableProcessors())
                    .pack(
                            out,
                            "release",
                            Map.of(),
                            installation,
                            path -> paths.contains(path.toString()),
                            survey,
                            Packer.Last.NONE);
        }
    }

    private static void tar(Path installation, Path file) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "tar -C '" + installation + "' -cf - . | gzip >'" + file + "'")
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("tar failed");
        }
    }
}
