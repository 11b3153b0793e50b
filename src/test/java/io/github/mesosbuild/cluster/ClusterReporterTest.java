package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.process.ProcessIdentity;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writes reports of clusters whose only real process is this JVM. */
@Timeout(60)
class ClusterReporterTest {
    private static final Instant START = Instant.parse("2026-11-29T23:00:00Z");

    /** A clock that is a second later at each look. */
    private static final class Ticking extends Clock {
        private Instant now = START.minusSeconds(1);

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @TempDir
    private Path root;

    private final Clock clock = new Ticking();
    private final List<Object> heard = new ArrayList<>();
    private ClusterDirectory directory;
    private ClusterJournal journal;
    private HttpServer server;
    private String answer = "";
    private Duration delay = Duration.ZERO;

    @BeforeEach
    void listen() throws Exception {
        directory = new ClusterDirectory(root.resolve("cluster"));
        journal = new ClusterJournal(directory, clock);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/master/state", exchange -> {
            try {
                Thread.sleep(delay.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] bytes = answer.replace(
                            "PORT", String.valueOf(server.getAddress().getPort()))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ClusterReporter reporter() {
        ClusterListener listener = new ClusterListener() {
            @Override
            public void reported(Path place) {
                heard.add(place);
            }

            @Override
            public void notReported(Exception problem) {
                heard.add(problem.getClass());
            }
        };
        return new ClusterReporter(
                directory,
                journal,
                "stop",
                new DaemonClient(Duration.ofSeconds(20)),
                clock,
                ZoneOffset.UTC,
                text -> text.replace("hush-hush", "***"),
                listener);
    }

    private StartedNode node(String name, Role role, int port) {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        ClusterNode node = new ClusterNode(
                name,
                role,
                new ClusterNode.Address("127.0.0.1", port),
                directory.node(name),
                directory.log(name),
                List.of("x"),
                Map.of());
        return new StartedNode(node, self, "cookie", START);
    }

    private ClusterState state() {
        return new ClusterState(
                "mesos 0.24.0",
                Path.of("/opt/mesos"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "slave",
                Optional.of("master-1"),
                new ClusterState.Paths("/master/health", "/master/state", "/slave(1)/state"),
                List.of(
                        node("master-1", Role.MASTER, server.getAddress().getPort()),
                        node("slave-1", Role.SLAVE, 5051)));
    }

    private void started(ClusterState state) throws Exception {
        journal.note(Kind.STARTING, Map.of("release", state.release(), "prefix", state.prefix()));
        for (StartedNode member : state.members()) {
            journal.noteStart(member, 0);
            Files.createDirectories(directory.logs());
            Files.writeString(
                    member.node().log(),
                    "I1129 23:00:02.500000  1 main.cpp:1] up\n"
                            + "I1129 23:00:02.600000  1 main.cpp:1] --authenticatee=hush-hush zk://me:pass@h/x\n");
        }
        journal.note(Kind.READY, Map.of("nodes", List.of("master-1", "slave-1"), "leader", "master-1"));
    }

    private ConfigNode report(ClusterReporter reporter, Optional<ClusterReporter.LastLook> look, Long... left)
            throws Exception {
        journal.note(Kind.STOPPING, Map.of());
        journal.note(Kind.STOPPED, Map.of());
        reporter.write(look.orElseThrow(), Set.of(left));
        return Documents.json(Files.readString(directory.report().resolve("report.json")));
    }

    @Test
    void aStopIsReportedWithTheTasksOfTheLeader() throws Exception {
        answer = """
                {"pid":"master@127.0.0.1:PORT","leader":"master@127.0.0.1:PORT","elected_time":1.5,
                 "slaves":[{"id":"S0","pid":"slave(1)@127.0.0.1:5051","hostname":"h","active":true}],
                 "frameworks":[{"name":"mine","tasks":[{"id":"1","name":"a hush-hush","slave_id":"S0","state":"TASK_RUNNING",
                   "statuses":[{"state":"TASK_RUNNING","timestamp":1795993206.25}]}]}],
                 "completed_frameworks":[{"name":"other","completed_tasks":[
                   {"id":"2","name":"b","slave_id":"S9","state":"TASK_LOST"},{"id":[],"state":7}]}],
                 "orphan_tasks":[{"id":"3","name":"c","state":"TASK_STAGING"}]}
                """;
        ClusterState state = state();
        started(state);
        ClusterReporter reporter = reporter();
        ConfigNode report = report(reporter, reporter.look(Optional.of(state), Set.of("master-1", "slave-1")));
        assertThat(heard).containsExactly(directory.report());
        assertThat(report.get("verdict").textOrEmpty()).isEqualTo("stopped");
        assertThat(report.get("release").textOrEmpty()).isEqualTo("mesos 0.24.0");
        assertThat(report.get("started").textOrEmpty()).isEqualTo("2026-11-29T23:00:00Z");
        assertThat(report.get("ready").textOrEmpty()).isEqualTo("2026-11-29T23:00:03Z");
        ConfigNode tasks = report.get("tasks");
        assertThat(tasks.get("total").jsonNumber()).contains(4.0);
        assertThat(tasks.get("states").textMap())
                .containsEntry("TASK_RUNNING", "1")
                .containsEntry("TASK_LOST", "1")
                .containsEntry("TASK_STAGING", "1");
        assertThat(tasks.get("list").list())
                .extracting(task -> task.get("name").textOrEmpty() + "|"
                        + task.get("framework").textOrEmpty() + "|"
                        + task.get("agent").textOrEmpty() + "|" + task.get("at").textOrEmpty())
                .contains("a ***|mine|slave-1|2026-11-29T23:00:06.250Z", "b|other|S9|", "c|||");
        ConfigNode master = report.get("nodes").list().get(0);
        assertThat(master.get("name").textOrEmpty()).isEqualTo("master-1");
        assertThat(master.get("logEnd").texts())
                .containsExactly(
                        "I1129 23:00:02.500000  1 main.cpp:1] up",
                        "I1129 23:00:02.600000  1 main.cpp:1] --authenticatee=*** zk://me:***@h/x");
        assertThat(Files.getPosixFilePermissions(directory.report().resolve("report.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aMasterThatDoesNotAnswerDelaysTheStopByTwoSecondsAtMost() throws Exception {
        delay = Duration.ofSeconds(15);
        ClusterState state = state();
        started(state);
        ClusterReporter reporter = reporter();
        Optional<ClusterReporter.LastLook> look = reporter.look(Optional.of(state), Set.of("master-1"));
        assertThat(look.orElseThrow().tasks().unknown()).contains("no leading master answered within 2 s");
    }

    @Test
    void answersThatAreNoStateLeaveTheTasksUnknown() throws Exception {
        ClusterState state = state();
        started(state);
        for (String other : List.of("", "[]", "{", "<html>", "{\"pid\":7,\"leader\":{},\"elected_time\":\"x\"}")) {
            answer = other;
            assertThat(reporter()
                            .look(Optional.of(state), Set.of())
                            .orElseThrow()
                            .tasks()
                            .unknown())
                    .as(other)
                    .contains("no running master was the leader");
        }
    }

    @Test
    void nodesThatWereNotRunningEndedByThemselves() throws Exception {
        ClusterState state = state();
        started(state);
        ClusterReporter reporter = reporter();
        ConfigNode one = report(reporter, reporter.look(Optional.of(state), Set.of("master-1")));
        assertThat(one.get("verdict").textOrEmpty()).isEqualTo("crashed");
        assertThat(one.get("nodes").list())
                .extracting(node -> node.get("end").textOrEmpty())
                .containsExactly("stopped", "byItself");
        ConfigNode all = report(reporter, reporter.look(Optional.of(state), Set.of()));
        assertThat(all.get("verdict").textOrEmpty()).isEqualTo("killed");
    }

    @Test
    void processesThatCouldNotBeEndedAreTheVerdict() throws Exception {
        ClusterState state = state();
        started(state);
        ClusterReporter reporter = reporter();
        ConfigNode report = report(
                reporter,
                reporter.look(Optional.of(state), Set.of("master-1", "slave-1")),
                state.members().get(0).process().pid());
        assertThat(report.get("verdict").textOrEmpty()).isEqualTo("left");
    }

    /** The start removed the state file, and the journal tells what there was. */
    @Test
    void aStartThatFailedIsReportedFromTheJournal() throws Exception {
        ClusterState state = state();
        journal.note(Kind.STARTING, Map.of("release", "mesos 0.24.0"));
        state.members().forEach(member -> journal.noteStart(member, 0));
        journal.note(Kind.FAILED, Map.of("nodes", List.of("master-1", "slave-1")));
        ClusterReporter reporter = reporter();
        ConfigNode report = report(reporter, reporter.look(Optional.empty(), Set.of()));
        assertThat(report.get("verdict").textOrEmpty()).isEqualTo("failed");
        assertThat(report.get("nodes").list())
                .extracting(node ->
                        node.get("name").textOrEmpty() + " " + node.get("role").textOrEmpty() + " "
                                + node.get("logEnd").list().size())
                .containsExactly("master-1 master 0", "slave-1 slave 0");
        assertThat(report.get("tasks").get("unknown").textOrEmpty())
                .isEqualTo("the state file of the cluster was missing");
        assertThat(reporter.look(Optional.empty(), Set.of()))
                .as("reported once")
                .isEmpty();
    }

    @Test
    void withoutAJournalTheStateFileTellsTheNodes() throws Exception {
        ClusterReporter reporter = reporter();
        Optional<ClusterReporter.LastLook> look = reporter.look(Optional.of(state()), Set.of("master-1", "slave-1"));
        reporter.write(look.orElseThrow(), Set.of());
        ConfigNode report = Documents.json(Files.readString(directory.report().resolve("report.json")));
        assertThat(report.get("verdict").textOrEmpty()).isEqualTo("stopped");
        assertThat(report.get("nodes").list()).hasSize(2);
    }

    @Test
    void aReportThatCannotBeWrittenIsNamedAndNothingFails() throws Exception {
        ClusterState state = state();
        Files.createDirectories(directory.root());
        Files.writeString(directory.report(), "a file");
        ClusterReporter reporter = reporter();
        reporter.write(reporter.look(Optional.of(state), Set.of()).orElseThrow(), Set.of());
        assertThat(heard).hasSize(1).first().isNotEqualTo(directory.report());
    }

    /** Names of nodes in a journal that somebody wrote lead to no file of others. */
    @Test
    void aHostileJournalReadsNoOtherFile() throws Exception {
        Files.writeString(root.resolve("secret.log"), "I1129 23:00:02.500000  1 main.cpp:1] secret\n");
        journal.note(
                Kind.STARTED,
                Map.of(
                        "node",
                        "../../secret",
                        "pid",
                        "x",
                        "log",
                        root.resolve("secret.log").toString(),
                        "logFrom",
                        -5));
        journal.note(Kind.STARTED, Map.of("node", "", "logFrom", "many"));
        journal.note(Kind.STARTED, Map.of("node", "/", "role", List.of()));
        journal.note(Kind.STARTED, Map.of("node", "slave-7", "role", List.of(), "log", "/etc/passwd"));
        ClusterReporter reporter = reporter();
        ConfigNode report = report(reporter, reporter.look(Optional.empty(), Set.of()));
        assertThat(heard).containsExactly(directory.report());
        assertThat(report.get("nodes").list())
                .extracting(node -> node.get("name").textOrEmpty())
                .containsExactly("slave-7");
        assertThat(report.get("nodes").list().get(0).get("log").textOrEmpty()).isEqualTo("../logs/slave-7.log");
    }

    /** Cut before, a part of the secret would stay. */
    @Test
    void linesAreCutAfterTheirSecretsAreRemoved() throws Exception {
        ClusterState state = state();
        started(state);
        String line = "Check failed: " + "x".repeat(280) + "hush-hush" + "x".repeat(84) + "hush-hush" + "y".repeat(500);
        Files.writeString(directory.log("slave-1"), line + "\n");
        ClusterReporter reporter = reporter();
        ConfigNode node = report(reporter, reporter.look(Optional.of(state), Set.of("master-1")))
                .get("nodes")
                .list()
                .get(1);
        assertThat(node.get("reason").textOrEmpty())
                .startsWith("Check failed: xxx")
                .contains("x***x")
                .doesNotContain("hush")
                .endsWith("...")
                .hasSize(403);
        assertThat(node.get("events").list())
                .extracting(event -> event.get("text").textOrEmpty())
                .allMatch(text -> !text.contains("hush") && text.length() <= 403);
    }

    @Test
    void aLogWithTooManyEventsIsNotComplete() throws Exception {
        ClusterState state = state();
        started(state);
        Files.writeString(
                directory.log("slave-1"), "I1129 23:00:02.500000  1 a.cpp:1] Lost leading master\n".repeat(201));
        ClusterReporter reporter = reporter();
        assertThat(report(reporter, reporter.look(Optional.of(state), Set.of("master-1")))
                        .get("nodes")
                        .list())
                .extracting(node -> node.get("complete").textOrEmpty())
                .containsExactly("true", "false");
    }

    @Test
    void aSecondStopOfWhatTheFirstEndedIsClean() throws Exception {
        ClusterState state = state();
        started(state);
        journal.note(Kind.STOPPING, Map.of("alive", List.of("master-1", "slave-1")));
        ClusterReporter reporter = reporter();
        assertThat(report(reporter, reporter.look(Optional.of(state), Set.of()))
                        .get("verdict")
                        .textOrEmpty())
                .isEqualTo("stopped");
    }
}
