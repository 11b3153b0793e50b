package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DaemonGroupTest {
    private static final Duration GRACE = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private final Marked marked = new Marked();

    @AfterEach
    void killAll() throws IOException {
        marked.kill();
    }

    private DaemonGroup group() throws Exception {
        return DaemonGroup.create(
                directory.resolve("watchdog.log"), "/usr/bin:/bin", GRACE, System::nanoTime, Sleeper.REAL);
    }

    private Command command(String name, String script, Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(marked.environment());
        environment.putAll(more);
        return new Command(
                name,
                List.of("sh", "-c", script),
                directory,
                environment,
                directory.resolve(name + ".log"),
                Duration.ZERO,
                Duration.ZERO);
    }

    @Test
    void stubbornDaemonsEndTogether() throws Exception {
        DaemonGroup group = group();
        group.start(command("one", Marked.STUBBORN, Map.of()));
        group.start(command("two", Marked.STUBBORN, Map.of()));
        Marked.awaitText(directory.resolve("one.log"), "\nready\n");
        Marked.awaitText(directory.resolve("two.log"), "\nready\n");

        assertThat(group.end()).isEmpty();

        assertThat(marked.living()).isEmpty();
        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(directory.resolve("watchdog.log")).isEmptyFile();
    }

    @Test
    void aDaemonIsInASessionOfItsOwn() throws Exception {
        try (DaemonGroup group = group()) {
            Daemon daemon = group.start(command("one", "echo ready; exec sleep 300", Map.of()));
            Marked.awaitText(directory.resolve("one.log"), "\nready\n");

            assertThat(ProcessTree.stat(daemon.identity().pid(), 6))
                    .isEqualTo(String.valueOf(daemon.identity().pid()));
            assertThat(daemon.exitCode()).isEmpty();
            assertThat(daemon.identity().condition()).isEqualTo(ProcessIdentity.Condition.RUNNING);
        }
        assertThat(marked.living()).isEmpty();
    }

    @Test
    void aDaemonReportsItsExitStatusAndTime() throws Exception {
        try (DaemonGroup group = group()) {
            Daemon daemon = group.start(command("one", "echo bad; exit 7", Map.of()));
            while (daemon.isAlive()) {
                Thread.sleep(5);
            }
            assertThat(daemon.exitCode()).hasValue(7);
            Duration elapsed = daemon.elapsed();
            assertThat(elapsed).isBetween(Duration.ZERO, Duration.ofSeconds(20));
            assertThat(Files.readString(directory.resolve("one.log")).substring((int) daemon.logStart()))
                    .isEqualTo("bad\n");
        }
    }

    @Test
    void aMissingProgramIsReported() throws Exception {
        try (DaemonGroup group = group()) {
            Command missing = new Command(
                    "one",
                    List.of("/nowhere/daemon"),
                    directory,
                    Map.of(),
                    directory.resolve("one.log"),
                    Duration.ZERO,
                    Duration.ZERO);
            assertThatExceptionOfType(ProcessException.class)
                    .isThrownBy(() -> group.start(missing))
                    .matches(e -> e.kind() == ProcessException.Kind.PROGRAM_MISSING);
        }
    }

    @Test
    void aReleasedGroupIsNotEndedWhenItIsClosed() throws Exception {
        DaemonGroup group = group();
        Daemon daemon = group.start(command("one", "exec sleep 300", Map.of()));
        group.release();
        group.close();

        assertThat(daemon.isAlive()).isTrue();
        assertThat(group.end()).isEmpty();
        assertThat(daemon.isAlive()).isFalse();
    }

    @Test
    void aGroupIsFoundByAnotherVariableOfItsDaemons() throws Exception {
        String place = directory.resolve("cluster ü").toString();
        try (DaemonGroup group = group()) {
            group.start(command("one", "echo ready; exec sleep 300", Map.of("PLACE", place)));
            Marked.awaitText(directory.resolve("one.log"), "\nready\n");

            assertThat(DaemonGroup.marked("PLACE", place))
                    .extracting(MarkedProcess::cookie)
                    .containsOnly(group.cookie());
            assertThat(DaemonGroup.marked("PLACE", place + "x")).isEmpty();
        }
    }

    @Test
    void aDaemonThatJoinsAGroupEndsWithIt() throws Exception {
        try (DaemonGroup group = group()) {
            Daemon late = DaemonGroup.join(group.cookie(), List.of(), GRACE, System::nanoTime, Sleeper.REAL)
                    .start(command("late", "echo ready; exec sleep 300", Map.of()));
            Marked.awaitText(directory.resolve("late.log"), "\nready\n");

            assertThat(group.end()).isEmpty();
            assertThat(late.isAlive()).isFalse();
        }
    }

    @Test
    void signalsReachOnlyTheIdentifiedProcess() throws Exception {
        try (DaemonGroup group = group()) {
            Daemon daemon = group.start(command("one", "echo ready; while :; do sleep 1; done", Map.of()));
            Marked.awaitText(directory.resolve("one.log"), "\nready\n");
            ProcessIdentity identity = daemon.identity();

            assertThat(Signal.STOP.send(identity)).isTrue();
            await(identity, ProcessIdentity.Condition.PAUSED);
            assertThat(Signal.CONT.send(identity)).isTrue();
            await(identity, ProcessIdentity.Condition.RUNNING);

            ProcessIdentity earlier = new ProcessIdentity(identity.pid(), identity.started() + "1", identity.boot());
            assertThat(Signal.KILL.send(earlier)).isFalse();
            ProcessIdentity otherBoot = new ProcessIdentity(identity.pid(), identity.started(), "another boot");
            assertThat(Signal.KILL.send(otherBoot)).isFalse();
            assertThat(daemon.isAlive()).isTrue();

            assertThat(Signal.KILL.send(identity)).isTrue();
            await(identity, ProcessIdentity.Condition.GONE);
            // This JVM hears of it in a thread of its own.
            while (daemon.isAlive()) {
                Thread.sleep(5);
            }
            assertThat(daemon.exitCode()).hasValue(137);
        }
    }

    @Test
    void nothingIsStartedInAGroupThatIsEnded() throws Exception {
        DaemonGroup group = group();
        group.end();
        assertThatExceptionOfType(ProcessException.class)
                .isThrownBy(() -> group.start(command("late", "sleep 300", Map.of())))
                .withMessage("Cannot start late: its group of daemons has been stopped.");
        assertThat(marked.living()).isEmpty();
    }

    @Test
    void anInvalidCookieFindsNothing() throws Exception {
        String place = directory.toString();
        ProcessBuilder builder = new ProcessBuilder("sleep", "300");
        builder.environment().put("PLACE", place);
        builder.environment().put(ProcessTree.VARIABLE, "");
        Process liar = builder.start();
        try {
            assertThat(DaemonGroup.marked("PLACE", place)).isEmpty();
        } finally {
            liar.destroyForcibly();
        }
    }

    @Test
    void theCookieIsInNoArgument() throws Exception {
        try (DaemonGroup group = group()) {
            group.start(command("one", "exec sleep 300", Map.of()));
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                assertThat(processes
                                .filter(path -> path.getFileName().toString().matches("\\d+"))
                                .map(DaemonGroupTest::arguments))
                        .noneMatch(arguments -> arguments.contains(group.cookie()));
            }
        }
    }

    private static String arguments(Path process) {
        try {
            return ProcessTree.text(process.resolve("cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void aProcessOfAnotherUserIsNotBelieved() throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(Files.isExecutable(setpriv) && "root".equals(System.getProperty("user.name")));
        String place = directory.toString();
        String cookie = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(
                setpriv.toString(), "--reuid=65534", "--clear-groups", "sh", "-c", "echo ready; exec sleep 300");
        builder.environment().putAll(Map.of("PLACE", place, ProcessTree.VARIABLE, cookie));
        Process other = builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("other").toFile())
                .start();
        try {
            Marked.awaitText(directory.resolve("other"), "ready");
            ProcessIdentity identity = ProcessIdentity.of(other.pid()).orElseThrow();
            assertThat(DaemonGroup.marked("PLACE", place)).isEmpty();
            assertThat(identity.carries(Map.of("PLACE", place))).isFalse();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessIsKnownByItsMarkAndNotByItsNumber() throws Exception {
        try (DaemonGroup group = group()) {
            Daemon daemon = group.start(command("one", "echo ready; exec sleep 300", Map.of("PLACE", "here")));
            Marked.awaitText(directory.resolve("one.log"), "\nready\n");
            ProcessIdentity identity = daemon.identity();
            assertThat(identity.carries(Map.of("PLACE", "here", ProcessTree.VARIABLE, group.cookie())))
                    .isTrue();
            assertThat(identity.carries(Map.of("PLACE", "there"))).isFalse();
            assertThat(identity.ended().carries(Map.of("PLACE", "here"))).isFalse();
            assertThat(identity.ended().isAlive()).isFalse();
        }
    }

    @Test
    void markIsReadWhileAProcessReplacesItsProgram() throws Exception {
        Path script = Files.writeString(directory.resolve("again"), "exec sh \"$0\"\n");
        try (DaemonGroup group = group()) {
            Daemon daemon = group.start(command("again", "exec sh " + script, Map.of("PLACE", "here")));
            ProcessIdentity identity = daemon.identity();
            for (int look = 0; look < 5_000; look++) {
                assertThat(identity.carries(Map.of("PLACE", "here"))).isTrue();
            }
        }
    }

    private static void await(ProcessIdentity identity, ProcessIdentity.Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (identity.condition() != condition) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    /** The report of a cluster asks its masters before they end. */
    @Test
    void anActionBeforeTheEndFindsTheDaemonsRunning() throws Exception {
        DaemonGroup group = group();
        Daemon daemon = group.start(command("one", "echo ready; exec sleep 300", Map.of()));
        Marked.awaitText(directory.resolve("one.log"), "\nready\n");
        List<Boolean> seen = new ArrayList<>();
        group.beforeEnd(() -> {
            seen.add(daemon.isAlive());
            throw new IllegalStateException("whatever it throws");
        });
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(group::shutDown);
        assertThat(seen).containsExactly(true);
        assertThat(marked.living()).isEmpty();
        group.release();
        group.shutDown();
        assertThat(seen).as("not after a release").hasSize(1);
    }
}
