import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.jobs.JobCap;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.jobs.JobServer;
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Version;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A make under our job server against a bare {@code make -jN}, in turns; see {@code run}. Arguments: {@code build} or
 * {@code memory}, rounds, and the directory with the makefile.
 */
public final class JobsBench {
    private static final long MIB = 1 << 20;
    private static final long BUDGET = 1024 * MIB;
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C");

    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
    private final Path directory;
    private final Path log;
    private final Version make;
    private int mostAllowed;

    private JobsBench(Path directory) throws Exception {
        this.directory = directory;
        this.log = directory.resolveSibling("bench.log");
        this.make = Version.firstIn(supervisor
                        .capture(List.of("make", "--version"), directory, ENVIRONMENT, LIMIT)
                        .output())
                .orElseThrow();
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[1]);
        JobsBench bench = new JobsBench(Path.of(args[2]));
        if (args[0].equals("build")) {
            bench.build(rounds);
        } else {
            bench.memory(rounds);
        }
    }

    private void build(int rounds) throws Exception {
        Map<String, List<Double>> times = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            List<String> ways = new ArrayList<>(List.of("make -j2", "ours, 2 jobs", "ours, 1 job"));
            if (round % 2 == 1) {
                Collections.reverse(ways);
            }
            for (String way : ways) {
                ours(new JobLimits(1, 1500 * MIB, 0), 1, "clean");
                long start = System.nanoTime();
                switch (way) {
                    case "make -j2" -> bare("-j2");
                    case "ours, 2 jobs" -> ours(new JobLimits(2, 1500 * MIB, 0), 2);
                    default -> ours(new JobLimits(1, 1500 * MIB, 0), 1);
                }
                times.computeIfAbsent(way, name -> new ArrayList<>()).add((System.nanoTime() - start) / 1e9);
            }
        }
        double bare = median(times.get("make -j2"));
        double two = median(times.get("ours, 2 jobs"));
        double one = median(times.get("ours, 1 job"));
        System.out.printf(
                "sample release, median of %d: make -j2 %.2f s, ours with 2 jobs %.2f s (%.3f of it), with 1 job %.2f s"
                        + " (2 jobs are %.2f times as fast)%n",
                rounds, bare, two, two / bare, one, one / two);
    }

    private void memory(int rounds) throws Exception {
        Map<String, List<Double>> times = new TreeMap<>();
        Map<String, Long> peaks = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String way : List.of("make -j1", "make -j2", "make -j3", "ours")) {
                Peak peak = new Peak();
                peak.start();
                long start = System.nanoTime();
                if (way.equals("ours")) {
                    ours(new JobLimits(8, 1500 * MIB, BUDGET), 1);
                } else {
                    bare(way.substring("make ".length()));
                }
                times.computeIfAbsent(way, name -> new ArrayList<>()).add((System.nanoTime() - start) / 1e9);
                peak.interrupt();
                peak.join();
                peaks.merge(way, peak.highest, Math::max);
            }
        }
        times.forEach((way, seconds) -> System.out.printf(
                "jobs of 400 MB, budget 1024 MB, 8 wanted, median of %d: %s %.2f s, peak %d MB%n",
                rounds, way, median(seconds), peaks.get(way) / MIB));
        double best = times.keySet().stream()
                .filter(way -> !way.equals("ours") && peaks.get(way) <= BUDGET)
                .mapToDouble(way -> median(times.get(way)))
                .min()
                .orElseThrow();
        System.out.printf(
                "ours is %.2f of the best fixed -j within the budget; at most %d jobs were allowed%n",
                median(times.get("ours")) / best, mostAllowed);
    }

    private void bare(String jobs) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("make", jobs);
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        builder.redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(log.toFile());
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
    }

    private void ours(JobLimits limits, int start, String... targets) throws Exception {
        Files.deleteIfExists(log);
        List<String> argv = new ArrayList<>(List.of("make"));
        argv.addAll(List.of(targets));
        Command command = new Command("make", argv, directory, ENVIRONMENT, log, LIMIT, LIMIT);
        Path proc = Path.of("/proc");
        Machine machine = new Machine(
                proc, Path.of("/sys/fs/cgroup"), Runtime.getRuntime().availableProcessors(), "nobody");
        JobServers servers = new JobServers(supervisor, machine, limits, () -> Optional.of(make), "", proc);
        try (JobServer server =
                servers.open(command, directory.resolveSibling("jobs.fifo"), start, JobCap.NONE)) {
            Outcome outcome = supervisor.run(server.serve(command), new OutputListener() {
                private Duration last = Duration.ZERO;

                @Override
                public void line(String line) {}

                @Override
                public void tick(Duration elapsed) {
                    last = elapsed;
                }

                @Override
                public void processes(Collection<Long> pids) {
                    server.look(last, pids);
                    mostAllowed = Math.max(mostAllowed, server.count().allowed().orElse(0));
                }
            });
            if (!outcome.succeeded()) {
                throw new IllegalStateException(Files.readString(log));
            }
        }
    }

    /** Adds up the resident memory of all processes called {@code large}, fifty times a second. */
    private static final class Peak extends Thread {
        private long highest;

        @Override
        public void run() {
            try {
                while (true) {
                    highest = Math.max(highest, now());
                    Thread.sleep(20);
                }
            } catch (InterruptedException over) {
                // The command has ended.
            }
        }

        private static long now() {
            long sum = 0;
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path entry : entries) {
                    sum += resident(entry);
                }
            } catch (IOException e) {
                return 0;
            }
            return sum;
        }

        private static long resident(Path process) {
            try {
                String status = Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1);
                return status.startsWith("Name:\tlarge\n") && status.contains("VmRSS:")
                        ? Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1")) << 10
                        : 0;
            } catch (IOException ended) {
                return 0;
            }
        }
    }

    private static double median(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }
}
