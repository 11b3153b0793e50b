package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Outcome.End;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class EndingTest {
    private static final Duration GRACE = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private final Marked marked = new Marked();
    private final AtomicLong leap = new AtomicLong();
    private final Supervisor supervisor = new Supervisor(() -> System.nanoTime() + leap.get(), Sleeper.REAL, GRACE);

    @AfterEach
    void killAll() throws IOException {
        marked.kill();
    }

    @Test
    void timeoutEndsAStubbornTree() throws Exception {
        Outcome outcome = supervisor.run(
                command(Marked.STUBBORN, Duration.ofHours(2), Duration.ZERO), leapOnReady(Duration.ofHours(2)));

        assertThat(outcome.end()).isEqualTo(End.TIMED_OUT);
        assertThat(outcome.exitCode()).isEqualTo(137);
        assertThat(outcome.unended()).isEmpty();
        assertThat(outcome.survivorsEnded()).isZero();
        assertThat(marked.living()).isEmpty();
        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(Files.readString(directory.resolve("log"))).contains("\nready\n# end: TIMED_OUT, exit code 137, 72");
    }

    @Test
    void silentTimeoutEndsAStubbornTree() throws Exception {
        Outcome outcome = supervisor.run(
                command(Marked.STUBBORN, Duration.ofHours(2), Duration.ofHours(1)), leapOnReady(Duration.ofHours(1)));

        assertThat(outcome.end()).isEqualTo(End.SILENT);
        assertThat(marked.living()).isEmpty();
    }

    @Test
    void outputKeepsTheSilentTimeoutAway() throws Exception {
        Outcome outcome = supervisor.run(
                command("for i in 1 2 3 4 5 6; do echo $i; sleep 0.2; done", Duration.ZERO, Duration.ofMillis(700)),
                OutputListener.NONE);

        assertThat(outcome.succeeded()).isTrue();
    }

    @Test
    void givesTheGraceToWhoeverCleansUp() throws Exception {
        Outcome outcome = supervisor.run(
                command(
                        "trap 'sleep 0.1; echo cleaned; exit 9' TERM; echo ready; while :; do sleep 0.01; done",
                        Duration.ofHours(1),
                        Duration.ZERO),
                leapOnReady(Duration.ofHours(1)));

        assertThat(outcome.exitCode()).isEqualTo(9);
        assertThat(Files.readString(directory.resolve("log"))).contains("cleaned");
    }

    @Test
    void endsWhatKeepsForking() throws Exception {
        String forks = """
                trap '' TERM
                echo ready
                chain() { sleep 0.02; chain & exit; }
                chain &
                while :; do sleep 300 & sleep 0.02; done
                """;

        Outcome outcome =
                supervisor.run(command(forks, Duration.ofHours(1), Duration.ZERO), leapOnReady(Duration.ofHours(1)));

        assertThat(outcome.unended()).isEmpty();
        assertThat(marked.living()).isEmpty();
    }

    @Test
    void interruptEndsAStubbornTree() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                supervisor.run(command(Marked.STUBBORN, Duration.ZERO, Duration.ZERO), OutputListener.NONE);
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        caller.start();
        Marked.awaitText(directory.resolve("log"), "\nready\n");

        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(marked.living()).isEmpty();
        assertThat(Files.readString(directory.resolve("log"))).contains("# end: INTERRUPTED, exit code 137");
    }

    @Test
    void startsNothingInAnInterruptedThread() throws Exception {
        Path file = directory.resolve("file");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() ->
                        supervisor.run(command("echo x >" + file, Duration.ZERO, Duration.ZERO), OutputListener.NONE))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void aFailingListenerEndsTheTree() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> supervisor.run(command(Marked.STUBBORN, Duration.ZERO, Duration.ZERO), line -> {
                    throw new IllegalStateException(line);
                }))
                .withMessage("ready");

        assertThat(marked.living()).isEmpty();
    }

    @Test
    void endsWhatAnExitedCommandLeftBehind() throws Exception {
        Outcome outcome = supervisor.run(
                command("setsid sleep 300 & (setsid sleep 300 &) ; echo done", Duration.ZERO, Duration.ZERO),
                OutputListener.NONE);

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.survivorsEnded()).isEqualTo(2);
        assertThat(outcome.elapsed()).isLessThan(Duration.ofSeconds(10));
        assertThat(marked.living()).isEmpty();
    }

    /** Each leaves its parents, its session and its environment behind, and the last one keeps forking. */
    private static final String ESCAPING = """
            setsid env -i setsid sh -c 'while :; do sleep 1; done' "$MARK" &
            (setsid env -i sh -c 'trap "" TERM; (setsid sh -c "while :; do sleep 1; done" "$0" &) ; sleep 300' "$MARK" &)
            (env -i setsid sh -c 'n=0; while [ $n -lt 300 ]; do (setsid sleep 0.3 &); n=$((n+1)); sleep 0.1; done' "$MARK" &)
            sleep 0.5
            echo ready
            """;

    @Test
    void endsWhatLeftItsSessionParentsAndEnvironment() throws Exception {
        Assumptions.assumeTrue(Reaper.available());
        Outcome outcome = supervisor.run(command(ESCAPING, Duration.ZERO, Duration.ZERO), OutputListener.NONE);

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.survivorsEnded()).isGreaterThanOrEqualTo(4);
        assertThat(outcome.unended()).isEmpty();
        assertThat(marked.living()).isEmpty();
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void aTimeoutEndsWhatLeftItsSessionParentsAndEnvironment() throws Exception {
        Assumptions.assumeTrue(Reaper.available());
        Outcome outcome = supervisor.run(
                command(ESCAPING + "sleep 300", Duration.ofHours(1), Duration.ZERO), leapOnReady(Duration.ofHours(1)));

        assertThat(outcome.end()).isEqualTo(End.TIMED_OUT);
        assertThat(outcome.exitCode()).isEqualTo(143);
        assertThat(marked.living()).isEmpty();
    }

    @Test
    void theReaperIsNoProcessOfTheCommand() throws Exception {
        List<Long> seen = new ArrayList<>();
        List<String> output = new ArrayList<>();
        supervisor.run(command("echo $$; sleep 1.5", Duration.ZERO, Duration.ZERO), new OutputListener() {
            @Override
            public void line(String line) {
                output.add(line);
            }

            @Override
            public void processes(Collection<Long> pids) {
                seen.addAll(pids);
            }
        });
        assertThat(seen).isNotEmpty().startsWith(Long.valueOf(output.get(0)));
    }

    @Test
    void leavesForeignProcessesAlone() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sleep", "300");
        builder.environment().put(ProcessTree.VARIABLE, "00000000-0000-0000-0000-000000000000");
        Process foreign = builder.start();
        try {
            Outcome outcome = supervisor.run(
                    command("sleep 300 & echo " + foreign.pid(), Duration.ZERO, Duration.ZERO), OutputListener.NONE);

            assertThat(outcome.survivorsEnded()).isEqualTo(1);
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    /** As root, the kernel gives the number that is asked for. */
    @Test
    void leavesAProcessAloneThatHasTheNumberOfOneThatEnded() throws Exception {
        Path lastPid = Path.of("/proc/sys/kernel/ns_last_pid");
        Assumptions.assumeTrue(canBeWritten(lastPid), lastPid + " cannot be written");
        boolean recycled = false;
        for (int attempt = 0; attempt < 50 && !recycled; attempt++) {
            Process own = new ProcessBuilder("sleep", "300").start();
            ProcessTree tree = new ProcessTree("no-cookie", System::nanoTime, Sleeper.REAL);
            tree.include(own.toHandle());
            tree.look();
            own.destroyForcibly().waitFor();
            // The start time, by which the two differ, counts in hundredths of a second.
            Thread.sleep(20);
            Files.writeString(lastPid, String.valueOf(own.pid() - 1));
            Process foreign = new ProcessBuilder("sleep", "300").start();
            try {
                recycled = foreign.pid() == own.pid();
                assertThat(tree.end(GRACE).signalled()).isZero();
                assertThat(foreign.isAlive()).isTrue();
            } finally {
                foreign.destroyForcibly();
            }
        }
        Assumptions.assumeTrue(recycled, "the number went to somebody else each time");
    }

    /** By trying it: the mode of such a file lets others write than the kernel does. */
    private static boolean canBeWritten(Path file) {
        try {
            Files.writeString(file, Files.readString(file).strip());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void leavesOtherCommandsOfThisJvmAlone() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        AtomicReference<Outcome> slow = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                slow.set(supervisor.run(
                        new Command(
                                "slow",
                                List.of("sh", "-c", "echo ready; while [ ! -e go ]; do sleep 0.02; done"),
                                other,
                                marked.environment(),
                                other.resolve("log"),
                                Duration.ZERO,
                                Duration.ZERO),
                        OutputListener.NONE));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        caller.start();
        Marked.awaitText(other.resolve("log"), "\nready\n");

        Outcome quick = supervisor.run(command("true", Duration.ZERO, Duration.ZERO), OutputListener.NONE);
        Files.createFile(other.resolve("go"));
        caller.join();

        assertThat(quick.survivorsEnded()).isZero();
        assertThat(slow.get().succeeded()).isTrue();
        assertThat(slow.get().survivorsEnded()).isZero();
    }

    @Test
    void goesOnWithoutItsWatchdog() throws Exception {
        Outcome outcome = supervisor.run(
                command("echo ready; while [ ! -e go ]; do sleep 0.02; done", Duration.ZERO, Duration.ZERO), line -> {
                    ProcessHandle.current()
                            .children()
                            .filter(child -> String.join(
                                            " ", child.info().arguments().orElseThrow())
                                    .contains("watchdog"))
                            .forEach(ProcessHandle::destroyForcibly);
                    assertThat(directory.resolve("go").toFile().mkdir()).isTrue();
                });

        assertThat(outcome.succeeded()).isTrue();
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void keepsNothingOfACommandThatEnded() throws Exception {
        Command command = command("true", Duration.ZERO, Duration.ZERO);
        WeakReference<Command> kept = new WeakReference<>(command);
        supervisor.run(command, OutputListener.NONE);
        command = null;

        for (int i = 0; i < 100 && kept.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }

        assertThat(kept.get())
                .as("held by a shutdown hook that is still registered")
                .isNull();
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    /** Lets time pass at the first tick after the command said that it is ready. */
    private OutputListener leapOnReady(Duration time) {
        return new OutputListener() {
            private boolean ready;

            @Override
            public void line(String line) {
                ready |= line.equals("ready");
            }

            @Override
            public void tick(Duration elapsed) {
                if (ready) {
                    leap.compareAndSet(0, time.toNanos());
                }
            }
        };
    }

    private Command command(String script, Duration timeout, Duration silentTimeout) {
        return new Command(
                "test",
                List.of("sh", "-c", script),
                directory,
                marked.environment(),
                directory.resolve("log"),
                timeout,
                silentTimeout);
    }
}
