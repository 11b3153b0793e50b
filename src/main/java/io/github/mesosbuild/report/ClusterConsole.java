package io.github.mesosbuild.report;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterListener;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.cluster.EndedDaemon;
import io.github.mesosbuild.cluster.StartedNode;
import io.github.mesosbuild.page.ClusterPage;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.ShellWords;
import io.github.mesosbuild.text.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reports the events and the status of a cluster on the console. */
public final class ClusterConsole implements ClusterListener {
    private final Console console;
    private Optional<Path> page = Optional.empty();

    public ClusterConsole(Console console) {
        this.console = console;
    }

    @Override
    public void waitingForCluster(Path lockFile) {
        console.say("Another Maven process is starting or stopping a cluster in this directory. Waiting for " + lockFile
                + ".");
    }

    @Override
    public void started(StartedNode member) {
        console.say("Started " + member.node().name() + " on " + member.node().address() + " (pid "
                + member.process().pid() + ", log: " + member.node().log() + ")");
    }

    @Override
    public void flagsChosen(List<String> nodes, Map<String, String> flags, String because) {
        console.say(flags.entrySet().stream()
                .map(flag -> "--" + flag.getKey() + "=" + flag.getValue())
                .collect(
                        Collectors.joining(" ", "Added ", " to " + String.join(", ", nodes) + ", because " + because)));
    }

    @Override
    public void waiting(String what, Duration elapsed) {
        console.waiting("Waiting for " + what, elapsed);
    }

    @Override
    public void portsTaken(String node) {
        console.warn("Another process took the port of " + node + " before " + node
                + " could bind it. Restarting all nodes on other ports.");
    }

    @Override
    public void unended(List<Long> pids) {
        console.warn(
                "Cannot kill these processes: " + pids + ". They are waiting for a device or belong to another user.");
    }

    /** Reports a cluster that is ready. */
    public void ready(ClusterState state, ClusterDirectory directory, boolean detached) {
        state.masterUrl().ifPresent(url -> console.say("The cluster is ready: " + url));
        console.say(
                "For tests: " + directory.stateFile() + "; for a shell: . " + ShellWords.quoted(directory.shellFile()));
        console.say(
                detached
                        ? "It keeps running after Maven exits. To stop it, run 'mesos:stop'."
                        : "It stops when Maven exits.");
    }

    /** Reports a cluster that is ready and runs in the foreground. */
    public void running(ClusterState state, ClusterDirectory directory) {
        state.masterUrl().ifPresent(url -> console.say("The cluster is ready: " + url));
        console.say("For a shell: . " + ShellWords.quoted(directory.shellFile()));
        table(
                List.of("Node", "Role", "Address", "PID", "Log"),
                state.members().stream()
                        .map(member -> List.of(
                                member.node().name(),
                                state.roleOf(member.node()),
                                member.node().address().toString(),
                                String.valueOf(member.process().pid()),
                                member.node().log().toString()))
                        .toList());
        console.say("Press Ctrl-C to stop it.");
    }

    /** Reports that another Maven stopped the cluster in the foreground. */
    public void stoppedByAnother() {
        console.say("Another Maven process stopped the cluster.");
    }

    /** Reports a node that exited unexpectedly. */
    public void ended(EndedDaemon ended) {
        console.warn(ended.sentence());
    }

    @Override
    public void reported(Path directory) {
        try {
            page = Optional.of(ClusterPage.write(directory));
        } catch (IOException | RuntimeException e) {
            notReported(e);
        }
    }

    @Override
    public void notReported(Exception problem) {
        console.warn("Cannot write the report of this cluster: " + problem);
    }

    /** Names the report, if one was written. */
    public void page() {
        page.ifPresent(console::reported);
    }

    /** Reports what was stopped. */
    public void stopped(ClusterControl.Stopped stopped) {
        if (!stopped.gone().isEmpty()) {
            console.warn("Already exited: " + String.join(", ", stopped.gone()) + " (logs: " + stopped.logs() + ")");
        }
        if (!stopped.others().isEmpty()) {
            console.say(stopped.others().stream()
                    .map(process -> process.program() + " (pid " + process.pid() + ")")
                    .collect(
                            Collectors.joining(", ", "Terminated what was left of a cluster in this directory: ", "")));
            return;
        }
        if (stopped.nodes().isEmpty()) {
            console.say("No cluster is running; nothing to stop.");
            return;
        }
        console.say("Stopped " + String.join(", ", stopped.nodes()) + " (logs: " + stopped.logs()
                + (stopped.gathered() > 0 ? ", with " + Quantities.count(stopped.gathered(), "task log") : "")
                + ")");
    }

    /** Reports that a cluster could not be stopped, where this does not fail the build. */
    public void notStopped(Exception failure) {
        console.warn("Cannot stop the cluster: " + failure.getMessage()
                + " (To fail the build in this case, set mesos.stop.failOnError.)");
    }

    /** Reports what was done to a node. */
    public void hurt(StartedNode member, String done) {
        console.say(member.node().name() + " (pid " + member.process().pid() + ") " + done);
    }

    /** Reports that another master leads, which the state files and properties name from now on. */
    public void follows(ClusterState state) {
        console.say("The leader is now " + state.leader().orElse("unknown")
                + state.masterUrl().map(url -> ": " + url).orElse(""));
    }

    /** Reports the status of a cluster. */
    public void status(ClusterStatus status, Path report) {
        console.say(status.state().release() + " in " + status.state().prefix());
        List<String> head = new ArrayList<>(StatusTable.HEAD);
        head.add("Log");
        List<List<String>> rows = StatusTable.rows(status);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).add(status.nodes().get(i).member().node().log().toString());
        }
        table(head, rows);
        console.say(StatusTable.leader(status));
        status.url().ifPresent(url -> console.say("Web page: " + url));
        status.state().zooKeeper().ifPresent(url -> console.say("ZooKeeper: " + Redactor.withoutPasswords(url)));
        console.say("Report: " + report);
    }

    private void table(List<String> head, List<List<String>> rows) {
        TextTable.lines(head, rows).forEach(console::say);
    }
}
