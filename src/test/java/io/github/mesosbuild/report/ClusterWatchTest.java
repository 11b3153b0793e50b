package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.cluster.ClusterNode;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.StartedNode;
import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.process.ProcessIdentity.Condition;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-29T23:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final List<Duration> slept = new ArrayList<>();
    private final Deque<ClusterStatus> coming = new ArrayDeque<>();

    static ClusterStatus status(Condition master, String says, String slaveSays, String... problems) {
        ClusterState state = new ClusterState(
                "sample 1.0.0",
                Path.of("/opt/sample"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "slave",
                Optional.of("master-1"),
                new ClusterState.Paths("/h", "/s", "/t"),
                List.of(node("master-1", Role.MASTER, 5050), node("slave-1", Role.SLAVE, 5051)));
        return new ClusterStatus(
                state,
                List.of(
                        new ClusterStatus.NodeStatus(state.members().get(0), master, says),
                        new ClusterStatus.NodeStatus(state.members().get(1), Condition.RUNNING, slaveSays)),
                Optional.of("master-1").filter(name -> says.equals("leader")),
                List.of(),
                List.of(problems));
    }

    private static StartedNode node(String name, Role role, int port) {
        return new StartedNode(
                new ClusterNode(
                        name,
                        role,
                        new ClusterNode.Address("127.0.0.1", port),
                        Path.of("/c/nodes", name),
                        Path.of("/c/logs", name + ".log"),
                        List.of("x"),
                        Map.of()),
                new ProcessIdentity(4711, "1", "boot"),
                "cookie",
                NOW);
    }

    private void run(Optional<PrintStream> terminal) throws Exception {
        new ClusterWatch(terminal, lines::add, Clock.fixed(NOW, ZoneOffset.UTC), slept::add)
                .run(() -> Optional.ofNullable(coming.poll()), Duration.ofSeconds(3));
    }

    @Test
    void withoutATerminalEachChangeIsALine() throws Exception {
        coming.add(status(Condition.RUNNING, "leader", "registered"));
        coming.add(status(Condition.RUNNING, "leader", "registered"));
        coming.add(status(Condition.PAUSED, "", "registered", "master-1 is paused."));
        run(Optional.empty());
        assertThat(lines)
                .containsExactly(
                        "2026-11-29 23:00:00 UTC  master-1: running, leader",
                        "2026-11-29 23:00:00 UTC  slave-1: running, registered",
                        "2026-11-29 23:00:00 UTC  master-1: running, leader -> paused",
                        "The cluster is gone.");
        assertThat(slept).containsOnly(Duration.ofSeconds(3)).hasSize(3);
    }

    @Test
    void onATerminalTheTableIsDrawnInPlace() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        coming.add(status(Condition.RUNNING, "leader", "registered"));
        coming.add(status(Condition.GONE, "", "\u001b[2Jevil", "master-1 has exited."));
        run(Optional.of(new PrintStream(written, true, StandardCharsets.UTF_8)));
        String[] screens = written.toString(StandardCharsets.UTF_8).split(java.util.regex.Pattern.quote("\u001b[1;1H"));
        assertThat(screens).hasSize(3);
        assertThat(screens[0]).isEqualTo("\u001b[?1049h\u001b[?25l\u001b[?7l");
        assertThat(screens[1])
                .startsWith(
                        "sample 1.0.0, 2026-11-29 23:00:00 UTC, every 3 s; Ctrl-C ends this view, not the cluster\u001b[K")
                .contains("\u001b[2;1HLeader: master-1; 0 active slaves\u001b[K")
                .contains(
                        "\u001b[5;1Hmaster-1  running  leader      127.0.0.1:5050  4711  2026-11-29T23:00:00Z\u001b[K")
                .endsWith("\u001b[J");
        assertThat(screens[2])
                .contains("\u001b[3;1Hmaster-1 has exited.\u001b[K", "\\u{1b}[2Jevil")
                .endsWith("\u001b[J\u001b[?7h\u001b[?25h\u001b[?1049l");
        assertThat(lines).containsExactly("The cluster is gone.");
    }

    @Test
    void theTerminalIsRestoredWhateverEndsTheWatch() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ClusterWatch watch = new ClusterWatch(
                Optional.of(new PrintStream(written, true, StandardCharsets.UTF_8)),
                lines::add,
                Clock.fixed(NOW, ZoneOffset.UTC),
                duration -> {
                    throw new InterruptedException();
                });
        assertThatThrownBy(() -> watch.run(
                        () -> Optional.of(status(Condition.RUNNING, "leader", "registered")), Duration.ofSeconds(1)))
                .isInstanceOf(InterruptedException.class);
        watch.restore();
        assertThat(written.toString(StandardCharsets.UTF_8)).endsWith("\u001b[J\u001b[?7h\u001b[?25h\u001b[?1049l");
        assertThat(lines).isEmpty();
    }

    @Test
    void aSecondWatchWaitsUntilTheTerminalIsFree() throws Exception {
        Optional<PrintStream> terminal =
                Optional.of(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Thread second = new Thread(() -> {
            try {
                new ClusterWatch(terminal, line -> told.add("second: " + line), clock, slept::add)
                        .run(Optional::empty, Duration.ofSeconds(1));
            } catch (Exception e) {
                told.add("second: " + e);
            }
        });
        new ClusterWatch(terminal, line -> told.add("first: " + line), clock, slept::add)
                .run(
                        () -> {
                            second.start();
                            while (second.getState() == Thread.State.NEW
                                    || second.getState() == Thread.State.RUNNABLE) {
                                Thread.sleep(1);
                            }
                            assertThat(second.getState()).isEqualTo(Thread.State.WAITING);
                            return Optional.empty();
                        },
                        Duration.ofSeconds(1));
        second.join();
        assertThat(told).containsExactly("first: The cluster is gone.", "second: The cluster is gone.");
    }

    @Test
    void aWatchThatWaitsForTheTerminalCanBeInterrupted() throws Exception {
        Optional<PrintStream> terminal =
                Optional.of(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        ClusterWatch waiting = new ClusterWatch(terminal, lines::add, Clock.systemUTC(), slept::add);
        new ClusterWatch(terminal, line -> {}, Clock.systemUTC(), slept::add)
                .run(
                        () -> {
                            Thread.currentThread().interrupt();
                            assertThatThrownBy(() -> waiting.run(Optional::empty, Duration.ofSeconds(1)))
                                    .isInstanceOf(InterruptedException.class);
                            return Optional.empty();
                        },
                        Duration.ofSeconds(1));
        assertThat(lines).isEmpty();
    }

    /** A signal ends the JVM only after other shutdown actions, while the watch continues. */
    @Test
    void nothingIsShownAfterTheTerminalWasRestored() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        coming.add(status(Condition.RUNNING, "leader", "registered"));
        coming.add(status(Condition.RUNNING, "leader", "registered"));
        ClusterWatch[] watch = new ClusterWatch[1];
        watch[0] = new ClusterWatch(
                Optional.of(new PrintStream(written, true, StandardCharsets.UTF_8)),
                lines::add,
                Clock.fixed(NOW, ZoneOffset.UTC),
                duration -> watch[0].restore());
        watch[0].run(() -> Optional.ofNullable(coming.poll()), Duration.ofSeconds(1));
        assertThat(written.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("\u001b[?1049h")
                .endsWith("\u001b[J\u001b[?7h\u001b[?25h\u001b[?1049l");
    }
}
