package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script alone. */
@Timeout(60)
class ReaperTest {
    private static final int SCRIPT = 2;

    @TempDir
    Path directory;

    @BeforeEach
    void assumeThatItCanRun() {
        Assumptions.assumeTrue(Reaper.available());
    }

    private Process start(OptionalLong openFiles, UnaryOperator<String> change, String... command) throws IOException {
        List<String> words = new ArrayList<>(Reaper.launching(List.of(command), openFiles));
        words.set(SCRIPT, change.apply(words.get(SCRIPT)));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put(Reaper.VARIABLE, "1");
        return builder.redirectOutput(directory.resolve("out").toFile()).start();
    }

    @Test
    void reportsTheExitStatusAndPassesOnBothStreams() throws Exception {
        Process process =
                start(OptionalLong.empty(), script -> script, "/bin/sh", "-c", "echo out; echo err >&2; exit 3");
        assertThat(Reaper.follow(process).orElseThrow().exitCode()).isEqualTo(3);
        assertThat(directory.resolve("out")).hasContent("out\nerr");
    }

    @Test
    void hidesItselfFromTheEnvironment() throws Exception {
        Process process = start(OptionalLong.empty(), script -> script, "/usr/bin/env");
        Reaper.follow(process).orElseThrow().exitCode();
        assertThat(Files.readString(directory.resolve("out"))).doesNotContain(Reaper.VARIABLE);
    }

    @Test
    void lowersTheSoftLimitOfOpenFilesOnly() throws Exception {
        Process process = start(OptionalLong.of(321), script -> script, "/bin/sh", "-c", "ulimit -Sn; ulimit -Hn");
        Reaper.follow(process).orElseThrow().exitCode();
        assertThat(Files.readAllLines(directory.resolve("out")))
                .hasSize(2)
                .startsWith("321")
                .isNotEqualTo(List.of("321", "321"));
    }

    @Test
    void reportsACommandThatCannotBeStartedAsTheJdkDoes() throws Exception {
        Process process = start(
                OptionalLong.empty(),
                script -> script,
                directory.resolve("absent").toString());
        assertThatIOException()
                .isThrownBy(() -> Reaper.follow(process))
                .withMessage("Cannot run program: error=2, No such file or directory");
    }

    @Test
    void makesWayForTheCommandIfTheSystemRefusesTheCall() throws Exception {
        Process process = start(
                OptionalLong.empty(),
                script -> script.replace("$prctl, 36, 1", "$prctl, 99, 1"),
                "/bin/sh",
                "-c",
                "exit 5");
        assertThat(Reaper.follow(process)).isEmpty();
        assertThat(process.waitFor()).isEqualTo(5);
    }
}
