package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.InterruptKey;
import io.github.mesosbuild.process.ProcessIdentity.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of a watched cluster on a terminal of tmux. */
@Timeout(60)
class ClusterWatchTmuxTest {
    private static final String HEAD = "sample 1.0.0, ";
    private static final String ROW = "master-1  running  leader      127.0.0.1:5050  4711  2026-11-29T23:00:00Z";

    @TempDir
    private Path directory;

    private Tmux tmux;

    /** Watches a cluster whose master is paused when a file exists, and which is gone when another one does. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            System.out.println("before");
            Path paused = Path.of(arguments[0], "paused");
            Path gone = Path.of(arguments[0], "gone");
            ClusterWatch watch =
                    new ClusterWatch(Optional.of(System.out), System.out::println, Clock.systemUTC(), Sleeper.REAL);
            try (InterruptKey key = InterruptKey.interrupting(Thread.currentThread())) {
                watch.run(
                        () -> Files.exists(gone)
                                ? Optional.empty()
                                : Optional.of(
                                        Files.exists(paused)
                                                ? ClusterWatchTest.status(
                                                        Condition.PAUSED, "", "registered", "master-1 is paused.")
                                                : ClusterWatchTest.status(Condition.RUNNING, "leader", "registered")),
                        Duration.ofMillis(100));
            } catch (InterruptedException pressed) {
                System.out.println("pressed");
            }
            System.out.println("after");
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        }
    }

    private void start(int columns) throws Exception {
        tmux = new Tmux(directory);
        tmux.start(columns, Program.class, directory.toString());
    }

    @AfterEach
    void end() throws Exception {
        tmux.close();
    }

    private boolean hasCursor() throws Exception {
        return tmux.call("display-message", "-p", "#{cursor_flag}").strip().equals("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void theTableIsCutToTheWidthAndRedrawnInPlace(int columns) throws Exception {
        start(columns);
        String row = ROW.substring(0, Math.min(columns - 1, ROW.length()));
        List<String> running = tmux.screen("slave-1   running");
        assertThat(running).hasSize(5).allMatch(line -> line.length() <= columns);
        assertThat(running.get(0)).startsWith(HEAD);
        assertThat(running.get(3)).startsWith(row);
        assertThat(hasCursor()).isFalse();
        Files.createFile(directory.resolve("paused"));
        List<String> paused = tmux.screen("master-1  paused");
        assertThat(paused).hasSize(6).contains("master-1 is paused.");
        Files.createFile(directory.resolve("gone"));
        assertThat(tmux.screen("after")).containsExactly("before", "The cluster is gone.", "after");
        assertThat(hasCursor()).isTrue();
    }

    @Test
    void ctrlCRestoresTheScreenAndTheCursor() throws Exception {
        start(80);
        tmux.screen("slave-1   running");
        tmux.call("send-keys", "C-c");
        assertThat(tmux.screen("after").stream()
                        .map(line -> line.replace("^C", ""))
                        .toList())
                .containsExactly("before", "pressed", "after");
        assertThat(hasCursor()).isTrue();
    }

    @Test
    void aTerminalWithTooFewLinesDoesNotScroll() throws Exception {
        start(80);
        tmux.screen("slave-1   running");
        tmux.call("resize-window", "-y", "3");
        Files.createFile(directory.resolve("paused"));
        List<String> small = tmux.screen("Leader: none");
        assertThat(small).hasSize(3);
        assertThat(small.get(0)).startsWith(HEAD);
        assertThat(small.get(2)).startsWith("slave-1 ");
        Files.createFile(directory.resolve("gone"));
        tmux.screen("after");
    }
}
