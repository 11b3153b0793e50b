package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.ClusterJournal.Entry;
import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.process.ProcessIdentity.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Operates on a cluster whose node is a process that sleeps. */
@Timeout(60)
class ClusterControlTest {
    private static final Instant ALIVE = Instant.parse("2026-11-29T23:00:00Z");
    private static final Instant DEAD = ALIVE.plusSeconds(60);
    private static final ClusterTimeouts TIMES = new ClusterTimeouts(Duration.ofSeconds(9), Duration.ofSeconds(9));

    @TempDir
    private Path root;

    private ClusterDirectory directory;
    private Process process;
    private StartedNode member;
    private ClusterJournal journal;

    @BeforeEach
    void start() throws Exception {
        directory = new ClusterDirectory(root.resolve("cluster"));
        ProcessBuilder builder = new ProcessBuilder("sleep", "300");
        builder.environment().putAll(directory.marked(Map.of(DaemonGroup.VARIABLE, "cookie")));
        process = builder.start();
        member = node(ProcessIdentity.of(process.pid()).orElseThrow());
        journal = new ClusterJournal(directory, Clock.fixed(ALIVE, ZoneOffset.UTC));
        directory.write(state(member));
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private StartedNode node(ProcessIdentity identity) {
        ClusterNode node = new ClusterNode(
                "slave-1",
                Role.SLAVE,
                new ClusterNode.Address("127.0.0.1", 5051),
                directory.node("slave-1"),
                directory.log("slave-1"),
                List.of("x"),
                Map.of());
        return new StartedNode(node, identity, "cookie", ALIVE);
    }

    private static ClusterState state(StartedNode member) {
        return new ClusterState(
                "mesos 0.24.0",
                Path.of("/opt/mesos"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "slave",
                Optional.empty(),
                new ClusterState.Paths("/master/health", "/master/state", "/slave(1)/state"),
                List.of(member));
    }

    private ClusterControl control(InstantSource clock, ClusterListener listener) {
        return control(clock, Sleeper.REAL, listener);
    }

    private ClusterControl control(InstantSource clock, Sleeper sleeper, ClusterListener listener) {
        return new ClusterControl(
                directory, "/usr/bin:/bin", TIMES, System::nanoTime, clock.withZone(ZoneOffset.UTC), sleeper, listener);
    }

    @Test
    void anExitWaitsForAnotherThatOnlyLooks() throws Exception {
        FileLock looking = FileLock.tryAcquire(directory.lockFile()).orElseThrow();
        Sleeper sleeper = duration -> {
            try {
                looking.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Sleeper.REAL.sleep(duration);
        };
        control(InstantSource.system(), sleeper, new ClusterListener() {}).stopAtExit(false);
        assertThat(process.isAlive()).isFalse();
        assertThat(directory.read()).isEmpty();
    }

    @Test
    void aKillIsNotedWithTheTimeOfItsSignal() throws Exception {
        InstantSource clock = () -> member.process().isAlive() ? ALIVE : DEAD;
        control(clock, new ClusterListener() {}).kill("slave-1");
        assertThat(journal.read()).hasSize(1);
        assertThat(journal.read().get(0).kind()).isEqualTo(Kind.KILLED);
        assertThat(journal.read().get(0).at()).isEqualTo(ALIVE);
    }

    @Test
    void aStopOrARestartTellsOfTheEndsThatItCauses() throws Exception {
        List<ClusterStatus.NodeStatus> gone = List.of(new ClusterStatus.NodeStatus(member, Condition.GONE, ""));
        GoneNodes nodes = new GoneNodes(directory, journal);
        try (FileLock stop = FileLock.tryAcquire(directory.lockFile()).orElseThrow()) {
            nodes.note(gone);
        }
        assertThat(journal.read()).as("while another has the lock").isEmpty();
        directory.write(
                state(node(ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow())));
        nodes.note(gone);
        assertThat(journal.read()).as("after a restart").isEmpty();
        directory.write(state(member));
        nodes.note(gone);
        nodes.note(gone);
        assertThat(journal.read()).extracting(Entry::kind).containsExactly(Kind.GONE);
        FileLock.tryAcquire(directory.lockFile()).orElseThrow().close();
    }

    /** Neither the journal nor the report can be written. */
    @Test
    void aStopSucceedsAndWarnsOnceIfNothingCanBeNoted() throws Exception {
        journal.noteStart(member, 0);
        process.destroyForcibly().waitFor();
        List<Exception> warnings = new ArrayList<>();
        ClusterListener listener = new ClusterListener() {
            @Override
            public void notReported(Exception problem) {
                warnings.add(problem);
            }
        };
        InstantSource broken = () -> {
            throw new IllegalStateException("no time");
        };
        ClusterControl.Stopped stopped = control(broken, listener).stop(false, "stop", UnaryOperator.identity());
        assertThat(stopped.gone()).containsExactly("slave-1");
        assertThat(warnings).hasSize(1).first().isInstanceOf(IllegalStateException.class);
        assertThat(directory.read()).isEmpty();
    }
}
