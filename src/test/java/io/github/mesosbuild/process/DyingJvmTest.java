package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that die while a command runs. {@code -Dmesos.test.rounds=100} kills that many. */
@Tag("long")
@Timeout(unit = TimeUnit.MINUTES, value = 30)
class DyingJvmTest {
    /** Its place in what {@link #builder} starts. */
    private static final int CLASS_PATH = 3;

    private static final int ROUNDS = Integer.getInteger("mesos.test.rounds", 5);
    private static final Map<String, Integer> EXIT_CODES = Map.of("KILL", 137, "TERM", 143, "INT", 130);
    private static final List<String> DEFAULT_INT = List.of("env", "--default-signal=INT");
    private static final Duration GRACE = Duration.ofMillis(300);
    private static final Duration LIMIT = GRACE.plusSeconds(3);

    @TempDir
    Path directory;

    private final Random random = new Random(42);
    private Process foreign;

    @BeforeEach
    void startForeignProcess() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put(ProcessTree.VARIABLE, "00000000-0000-0000-0000-000000000000");
        foreign = builder.start();
    }

    @AfterEach
    void endForeignProcess() {
        foreign.destroyForcibly();
    }

    @Test
    void killedJvmLeavesNothing() throws Exception {
        rounds("KILL");
    }

    @Test
    void terminatedJvmLeavesNothing() throws Exception {
        rounds("TERM");
    }

    /** A terminal sends INT to all of the foreground group: Maven and what it started, not the watchdog. */
    @Test
    void jvmThatIsInterruptedFromTheKeyboardLeavesNothing() throws Exception {
        Assumptions.assumeTrue(
                new ProcessBuilder(DEFAULT_INT.get(0), DEFAULT_INT.get(1), "true")
                                .start()
                                .waitFor()
                        == 0,
                "env cannot give back the INT that a shell takes from what it runs in the background");
        rounds("INT");
    }

    private void rounds(String signal) throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path place = Files.createDirectory(directory.resolve(signal + round));
            Marked marked = new Marked();
            ProcessBuilder builder = builder(place, marked, Marked.STUBBORN);
            if (signal.equals("INT")) {
                builder.command().addAll(0, DEFAULT_INT);
            }
            Process jvm = builder.start();
            Marked.awaitText(place.resolve("log"), round % 2 == 0 ? "\nready\n" : "# command");
            Thread.sleep(random.nextInt(50));

            long killed = System.nanoTime();
            List<Long> signalled = new ArrayList<>(List.of(jvm.pid()));
            if (signal.equals("INT")) {
                jvm.children()
                        .filter(child -> !List.of(child.info().arguments().orElse(new String[0]))
                                .contains("mesos-maven-plugin-watchdog"))
                        .forEach(child -> signalled.add(child.pid()));
            }
            TestSignals.start(signal, signalled);
            jvm.waitFor();
            List<String> survivors = marked.livingAfter(LIMIT.minusNanos(System.nanoTime() - killed));
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));

            assertThat(survivors).as("round %d", round).isEmpty();
            assertThat(jvm.exitValue()).isEqualTo(EXIT_CODES.get(signal));
            if (signal.equals("KILL") && round % 2 == 0) {
                Marked.awaitText(place.resolve("log"), "\n# The process that ran this command died. ");
            }
        }
        assertThat(foreign.isAlive()).isTrue();
        if (ROUNDS > 5) {
            millis.sort(null);
            System.out.printf(
                    "%s: %d rounds, 0 survivors, gone after: median %d ms, longest %d ms%n",
                    signal, ROUNDS, millis.get(ROUNDS / 2), millis.get(ROUNDS - 1));
        }
    }

    @Test
    void killedJvmLeavesNothingThatEscapedFromItsCommand() throws Exception {
        Assumptions.assumeTrue(Reaper.available());
        Marked marked = new Marked();
        String escaping = """
                (setsid env -i setsid sh -c 'trap "" TERM; while :; do sleep 1; done' "$MARK" &)
                sleep 0.5; echo ready; sleep 300
                """;
        Process jvm = builder(directory, marked, escaping).start();
        Marked.awaitText(directory.resolve("log"), "\nready\n");
        assertThat(marked.living()).hasSizeGreaterThan(1);

        jvm.destroyForcibly().waitFor();

        assertThat(marked.livingAfter(LIMIT)).isEmpty();
        Marked.awaitText(directory.resolve("log"), "were ended: ");
    }

    /** The parent's limits tell what this JVM raised. */
    @Test
    void aCommandGetsTheLimitOfOpenFilesThatTheJvmWasStartedWith() throws Exception {
        ProcessBuilder builder = builder(directory, new Marked(), "ulimit -Sn; ulimit -Hn");
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -Sn 345; \"$@\"; exit", "sh"));
        limited.addAll(builder.command());
        builder.command(limited);

        assertThat(builder.start().waitFor()).isZero();

        List<String> lines = Files.readAllLines(directory.resolve("log")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).hasSize(2).startsWith("345");
        assertThat(lines.get(1)).isNotEqualTo("345");
    }

    @Test
    void logSaysThatTheJvmDied() throws Exception {
        Marked marked = new Marked();
        Process jvm = start(directory, marked);
        Marked.awaitText(directory.resolve("log"), "\nready\n");

        jvm.destroyForcibly().waitFor();

        Marked.awaitText(directory.resolve("log"), "were ended: ");
        assertThat(Files.readString(directory.resolve("log")))
                .matches("(?s)# command: .*\nready\n\n# The process that ran this command died\\. "
                        + "Processes of the command that were ended: ([5-9]|1[01])\n");
    }

    @Test
    void hookEndsTheTreeWithItsClassLoaderClosed() throws Exception {
        Marked marked = new Marked();

        Process jvm = start(directory, marked, "exit");

        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(marked.living()).isEmpty();
        assertThat(Files.readString(directory.resolve("jvm"))).isEmpty();
        assertThat(jvm.exitValue()).isZero();
    }

    @Test
    void killedJvmThatHoldsDaemonsLeavesNone() throws Exception {
        Marked marked = new Marked();
        Process jvm = start(directory, marked, "group");
        Marked.awaitText(directory.resolve("heard"), "ready");

        jvm.destroyForcibly().waitFor();

        assertThat(marked.livingAfter(LIMIT)).isEmpty();
        Marked.awaitText(directory.resolve("watchdog.log"), "# The process that ran this command died. ");
    }

    @Test
    void terminatedJvmThatHoldsDaemonsLeavesNone() throws Exception {
        Marked marked = new Marked();
        Process jvm = start(directory, marked, "group");
        Marked.awaitText(directory.resolve("heard"), "ready");

        jvm.destroy();

        assertThat(jvm.waitFor()).isEqualTo(EXIT_CODES.get("TERM"));
        assertThat(marked.living()).isEmpty();
    }

    @Test
    void releasedDaemonsOutliveTheirJvmAndAreEndedByAnother() throws Exception {
        Marked marked = new Marked();
        try {
            assertThat(start(directory, marked, "released").waitFor()).isZero();
            assertThat(marked.livingAfter(GRACE)).isNotEmpty();

            long pid = Long.parseLong(marked.living().get(0).split(" ")[0]);
            String cookie = cookie(pid);
            DaemonGroup group = DaemonGroup.hold(
                    cookie,
                    List.of(),
                    directory.resolve("watchdog.log"),
                    "/usr/bin:/bin",
                    GRACE,
                    System::nanoTime,
                    Sleeper.REAL);

            assertThat(group.end()).isEmpty();
            // What has dropped its environment and lost its parent is out of reach, as ProcessTree says.
            assertThat(marked.living()).noneMatch(line -> line.contains("sleep 300"));
        } finally {
            marked.kill();
        }
    }

    private static String cookie(long pid) throws IOException {
        for (String word : Files.readString(Path.of("/proc", String.valueOf(pid), "environ"))
                .split("\0")) {
            if (word.startsWith(ProcessTree.VARIABLE + "=")) {
                return word.substring(ProcessTree.VARIABLE.length() + 1);
            }
        }
        throw new AssertionError("The process " + pid + " carries no cookie.");
    }

    @Test
    void refusesWhatTheLocaleCannotExpress() throws Exception {
        ProcessBuilder builder = builder(directory, new Marked(), "echo ü");
        // The checkout may have a name that this locale cannot express, so its classes are needed elsewhere.
        List<String> copies = new ArrayList<>();
        for (String place : builder.command().get(CLASS_PATH).split(":")) {
            Path copy = directory.resolve("classes" + copies.size());
            Trees.copy(Path.of(place), copy);
            copies.add(copy.toString());
        }
        builder.command().set(CLASS_PATH, String.join(":", copies));
        builder.directory(directory.toFile()).environment().put("LC_ALL", "C");

        assertThat(builder.start().waitFor()).isEqualTo(1);
        assertThat(directory.resolve("log")).doesNotExist();
        assertThat(Files.readString(directory.resolve("jvm")))
                .contains("ProcessException: Cannot pass 'echo ")
                .contains(": the locale's encoding ");
    }

    private static Process start(Path place, Marked marked, String... more) throws IOException, URISyntaxException {
        return builder(place, marked, Marked.STUBBORN, more).start();
    }

    private static ProcessBuilder builder(Path place, Marked marked, String script, String... more)
            throws URISyntaxException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                location(Supervisor.class) + ":" + location(DyingJvm.class),
                DyingJvm.class.getName(),
                place.toString(),
                marked.environment().get("MARK"),
                String.valueOf(GRACE.toMillis()),
                script));
        argv.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(argv);
        return builder.redirectErrorStream(true)
                .redirectOutput(place.resolve("jvm").toFile());
    }

    private static String location(Class<?> type) throws URISyntaxException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(source.getLocation().toURI()).toString();
    }
}
