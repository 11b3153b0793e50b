import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.Supervisor;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * 1,000,000 lines through the supervisor against the same command writing to a file itself, in turns. Arguments: rounds, and
 * the command as a line for {@code sh}; see {@code run}.
 */
public final class LinesBench {
    private LinesBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        Path directory = Files.createTempDirectory("lines");
        Path log = directory.resolve("log");
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin");
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        List<Double> bare = new ArrayList<>();
        List<Double> supervised = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        long[] lines = new long[1];
        for (int round = 0; round < rounds + 1; round++) {
            Files.deleteIfExists(log);
            long start = System.nanoTime();
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", args[1]);
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.redirectInput(new File("/dev/null")).redirectErrorStream(true);
            builder.redirectOutput(log.toFile()).start().waitFor();
            double bareSeconds = (System.nanoTime() - start) / 1e9;

            Files.deleteIfExists(log);
            lines[0] = 0;
            start = System.nanoTime();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            OutputListener listener = line -> lines[0]++;
            Outcome outcome = supervisor.run(
                    new Command("lines", List.of("sh", "-c", args[1]), directory, environment, log, Duration.ofHours(1),
                            Duration.ofHours(1)),
                    listener);
            double supervisedSeconds = (System.nanoTime() - start) / 1e9;
            double ownSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
            if (!outcome.succeeded()) {
                throw new IllegalStateException(outcome.toString());
            }
            if (round > 0) {
                bare.add(bareSeconds);
                supervised.add(supervisedSeconds);
                own.add(ownSeconds);
            }
        }
        Files.delete(log);
        Files.delete(directory);
        double a = median(bare);
        double b = median(supervised);
        System.out.printf(
                "%d lines, median of %d: to a file itself %.3f s, supervised %.3f s, ratio %.3f; of this the supervisor's own CPU %.3f s%n",
                lines[0], rounds, a, b, b / a, median(own));
    }

    private static double median(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }
}
