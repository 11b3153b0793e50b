package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What progress looks like on a terminal of tmux. */
@Timeout(60)
class TmuxTest {
    private static final String PROGRESS = "Make: 12 min 3 s, 117/181 objects, 4 min 20 s left, 2/2 jobs, 1.2 GB";

    @TempDir
    private Path directory;

    private Tmux tmux;

    /** Shows progress after some lines; and when a file exists, progress once more and two ordinary lines. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            PrintStream out = System.out;
            StatusLine line = new StatusLine(Optional.of(out));
            for (int i = 1; i <= Integer.parseInt(arguments[1]); i++) {
                out.println("earlier line " + i);
            }
            out.println("Make (log: make.log)");
            line.show("Make: 1 s, 1/181 objects " + "x".repeat(170));
            line.show(PROGRESS);
            while (!Files.exists(Path.of(arguments[0]))) {
                Thread.sleep(20);
            }
            line.show(PROGRESS.replace("117", "118"));
            line.clear();
            out.println("Make took 13 min");
            out.println("end");
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        }
    }

    private void start(int columns) throws Exception {
        start(columns, 0);
    }

    private void start(int columns, int earlierLines) throws Exception {
        tmux = new Tmux(directory);
        tmux.start(columns, Program.class, go().toString(), String.valueOf(earlierLines));
    }

    private Path go() {
        return directory.resolve("go");
    }

    @AfterEach
    void end() throws Exception {
        tmux.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void progressIsOneLineAndLeavesNothingBehind(int columns) throws Exception {
        start(columns);
        String first = PROGRESS.substring(0, Math.min(columns - 1, PROGRESS.length()));
        List<String> running = tmux.screen(first);
        assertThat(running).hasSize(2).first().isEqualTo("Make (log: make.log)");
        assertThat(running.get(1)).startsWith(first).hasSizeLessThanOrEqualTo(columns);
        Files.createFile(go());
        assertThat(tmux.screen("end")).containsExactly("Make (log: make.log)", "Make took 13 min", "end");
    }

    /** tmux wraps what does not fit anymore. A screen that is not full would lose its first lines to the history, and the test too. */
    @ParameterizedTest
    @ValueSource(ints = {60, 40, 30})
    void afterTheWindowWasMadeNarrowerNothingIsLeft(int columns) throws Exception {
        start(80, 20);
        tmux.screen("117/181");
        tmux.call("resize-window", "-x", String.valueOf(columns));
        Files.createFile(go());
        assertThat(tmux.screen("end"))
                .contains("earlier line 20")
                .filteredOn(line -> !line.startsWith("earlier line "))
                .containsExactly("Make (log: make.log)", "Make took 13 min", "end");
    }

    @Test
    void anExitErasesTheLine() throws Exception {
        start(80);
        tmux.screen("117/181");
        tmux.call("set-option", "-w", "remain-on-exit", "on");
        String pid = tmux.call("display-message", "-p", "#{pane_pid}").strip();
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill " + pid).start().waitFor())
                .isZero();
        assertThat(tmux.screenWithout("117/181")).contains("Make (log: make.log)");
    }

    @Test
    void afterTheWindowWasWidenedNothingIsLeftEither() throws Exception {
        start(80);
        tmux.screen("117/181");
        tmux.call("resize-window", "-x", "120");
        Files.createFile(go());
        assertThat(tmux.screen("end")).containsExactly("Make (log: make.log)", "Make took 13 min", "end");
    }
}
