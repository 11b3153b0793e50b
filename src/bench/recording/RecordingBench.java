import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.recording.EventFile;
import io.github.mesosbuild.recording.ProcessWatch;
import io.github.mesosbuild.recording.Recording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The processor time of the recording of a make, beside that of all processes of the make; see {@code run}. Arguments: rounds,
 * jobs, and the directory with the makefile.
 */
public final class RecordingBench {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C");

    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Path directory;
    private final Path log;
    private long recording;

    private RecordingBench(Path directory) {
        this.directory = directory;
        this.log = directory.resolveSibling("bench.log");
    }

    public static void main(String[] args) throws Exception {
        RecordingBench bench = new RecordingBench(Path.of(args[2]));
        List<Double> shares = new ArrayList<>();
        for (int round = 0; round < Integer.parseInt(args[0]); round++) {
            shares.add(bench.round("-j" + args[1]));
        }
        Collections.sort(shares);
        System.out.printf("median share of the recording: %.2f %%%n", 100 * shares.get(shares.size() / 2));
    }

    /** Returns the share of the recording in all processor time. */
    private double round(String jobs) throws Exception {
        run(List.of("make", "clean"), OutputListener.NONE);
        Path file = directory.resolveSibling("recording.jsonl");
        Files.deleteIfExists(file);
        recording = 0;
        double before = children();
        try (Recording kept =
                new Recording(
                file,
                Path.of("/proc"),
                Clock.systemUTC(),
                threads::getCurrentThreadCpuTime,
                text -> text,
                System.err::println)) {
            kept.step("make", "started", Map.of());
            ProcessWatch watch = kept.watch("make", directory, true);
            run(List.of("make", jobs), new OutputListener() {
                @Override
                public void line(String line) {}

                @Override
                public void processes(Collection<Long> pids) {
                    measured(() -> watch.include(pids));
                }

                @Override
                public void poll(long root) {
                    measured(() -> watch.look(root));
                }
            });
            measured(watch::close);
        }
        double build = children() - before;
        long commands = EventFile.read(file).stream()
                .filter(event -> event.kind().equals(ProcessWatch.BEGIN))
                .count();
        System.out.printf(
                "make %.2f s of processor time, recording %.4f s (%.2f %%), %d commands, %d bytes%n",
                build, recording / 1e9, recording / 1e7 / build, commands, Files.size(file));
        return recording / 1e9 / build;
    }

    private void measured(Runnable work) {
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        recording += threads.getCurrentThreadCpuTime() - start;
    }

    /** The processor time of all children that this process has waited for, in seconds (fields 16 and 17 of stat, proc(5)). */
    private static double children() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }

    private void run(List<String> argv, OutputListener listener) throws Exception {
        Files.deleteIfExists(log);
        Outcome outcome = supervisor.run(
                new Command("make", argv, directory, ENVIRONMENT, log, LIMIT, Duration.ZERO), listener);
        if (!outcome.succeeded()) {
            throw new IOException(Files.readString(log));
        }
    }
}
