package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program of a test on a terminal of tmux. */
final class Tmux implements AutoCloseable {
    private final Path directory;

    /** @param directory the directory of the terminal's socket */
    Tmux(Path directory) {
        this.directory = directory;
    }

    String call(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-S", socket().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    void start(int columns, Class<?> program, String... arguments) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tmux")), "Debian's package tmux is not installed");
        List<String> command = new ArrayList<>(List.of(
                "new-session",
                "-d",
                "-x",
                String.valueOf(columns),
                "-y",
                "12",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target/test-classes").toAbsolutePath() + ":"
                        + Path.of("target/classes").toAbsolutePath(),
                program.getName()));
        command.addAll(List.of(arguments));
        call(command.toArray(String[]::new));
    }

    /** Waits for a text, and returns the lines on the screen. */
    List<String> screen(String awaited) throws Exception {
        return screen(pane -> pane.contains(awaited));
    }

    /** Waits until a text is gone, and returns the lines on the screen. */
    List<String> screenWithout(String text) throws Exception {
        return screen(pane -> !pane.contains(text));
    }

    private List<String> screen(Predicate<String> condition) throws Exception {
        while (true) {
            String pane = call("capture-pane", "-p");
            if (condition.test(pane)) {
                return pane.lines().filter(line -> !line.isBlank()).toList();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private Path socket() {
        return directory.resolve("socket");
    }

    @Override
    public void close() throws Exception {
        if (Files.exists(socket())) {
            call("kill-server");
        }
    }
}
