package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.process.MarkedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConsoleTest {
    private final List<String> lines = new ArrayList<>();
    private final ClusterConsole console = new ClusterConsole(new Console(
            new LineSink() {
                @Override
                public void info(String line) {
                    lines.add(line);
                }

                @Override
                public void warn(String line) {
                    lines.add("warning: " + line);
                }
            },
            Optional.empty(),
            System::nanoTime));

    @Test
    void addedFlagsAreNamedWithTheirReason() {
        console.flagsChosen(List.of("slave-1", "slave-2"), Map.of("switch_user", "false"), "only root can do it.");
        assertThat(lines)
                .containsExactly("Added --switch_user=false to slave-1, slave-2, because only root can do it.");
    }

    @Test
    void aStopNamesWhatHadEndedBeforeAndCountsTheLogs() {
        console.stopped(
                new ClusterControl.Stopped(List.of("master-1"), List.of("slave-1"), List.of(), 1, Path.of("/c/logs")));
        console.stopped(new ClusterControl.Stopped(List.of(), List.of(), List.of(), 0, Path.of("/c/logs")));
        List<MarkedProcess> left =
                List.of(new MarkedProcess(7, "mesos-master", "cookie"), new MarkedProcess(8, "mesos-slave", "cookie"));
        console.stopped(new ClusterControl.Stopped(List.of(), List.of(), left, 0, Path.of("/c/logs")));
        assertThat(lines)
                .containsExactly(
                        "warning: Already exited: slave-1 (logs: /c/logs)",
                        "Stopped master-1 (logs: /c/logs, with 1 task log)",
                        "No cluster is running; nothing to stop.",
                        "Terminated what was left of a cluster in this directory: mesos-master (pid 7), mesos-slave (pid 8)");
    }

    @Test
    void aFailedStopNamesTheParameterThatMakesItAFailure() {
        console.notStopped(new IOException("No space left on device"));
        assertThat(lines)
                .containsExactly(
                        "warning: Cannot stop the cluster: No space left on device (To fail the build in this case,"
                                + " set mesos.stop.failOnError.)");
    }

    @Test
    void processesThatCannotBeEndedAreListed() {
        console.unended(List.of(7L, 8L));
        console.portsTaken("master-1");
        console.waitingForCluster(Path.of("/c/cluster.lock"));
        assertThat(lines)
                .containsExactly(
                        "warning: Cannot kill these processes: [7, 8]. They are waiting for a device or belong to another user.",
                        "warning: Another process took the port of master-1 before master-1 could bind it. Restarting all nodes"
                                + " on other ports.",
                        "Another Maven process is starting or stopping a cluster in this directory. Waiting for /c/cluster.lock.");
    }

    @Test
    void theReportIsThePageOfItsDirectoryAndIsNamedOnce(@TempDir Path directory) throws Exception {
        console.page();
        console.reported(directory);
        console.page();
        Path page = directory.resolve("index.html");
        assertThat(lines).containsExactly("Report: " + page);
        assertThat(page).content().contains("No data");
    }

    @Test
    void aPageThatCannotBeWrittenIsAWarning(@TempDir Path directory) throws Exception {
        console.reported(Files.createFile(directory.resolve("file")));
        console.page();
        assertThat(lines)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("warning: Cannot write the report of this cluster: java.nio.file.");
    }
}
