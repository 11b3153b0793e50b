package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.env.EnvironmentScript;
import io.github.mesosbuild.env.ShellBlock;
import io.github.mesosbuild.node.NodeApply;
import io.github.mesosbuild.pipeline.EnvironmentChange;
import io.github.mesosbuild.testing.FailedRun;
import io.github.mesosbuild.testing.TestCase;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestVerdict;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands that messages offer for pasting into a shell, with unusual characters in directory names. */
class PastedLinesTest {
    private static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding"));

    @TempDir
    private Path temporary;

    private Path directory;
    private final List<String> lines = new ArrayList<>();
    private final Console console = new Console(
            new LineSink() {
                @Override
                public void info(String line) {
                    lines.add(line);
                }

                @Override
                public void warn(String line) {
                    lines.add(line);
                }
            },
            Optional.empty(),
            () -> 0);

    /** The name contains an umlaut only if the JVM can express it. */
    @BeforeEach
    void makeDirectory() throws IOException {
        String name = "/sp ace/$HOME'q\"x`y`;&!*/" + (NAMES.newEncoder().canEncode("\u00fc") ? "\u00fcml" : "uml");
        directory = Files.createDirectories(Path.of(temporary + name));
    }

    @Test
    void theEnvironmentScriptIsRead() throws Exception {
        Path script = directory.resolve("mesos-env.sh");
        Path prefix = directory.resolve("inst");
        Path program = Files.createDirectories(prefix.resolve("bin")).resolve("own-program");
        Files.writeString(program, "#!/bin/sh\necho ran\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        EnvironmentScript text =
                new EnvironmentScript(prefix, Optional.of(prefix.resolve("lib/libx.so")), Set.of("bin", "sbin"));
        Files.write(script, text.text().getBytes(NAMES));
        console.environment(new EnvironmentChange(script, true, Optional.empty(), Optional.empty()));
        String pasted = pasted("to use it: ");
        assertThat(shell(pasted + "\nown-program; echo \"$MESOS_NATIVE_JAVA_LIBRARY\""))
                .isEqualTo("ran\n" + prefix.resolve("lib/libx.so") + "\n");
    }

    @Test
    void theBlockOfAStartUpFileIsReadBothByNameAndByItsOwnPaths() throws Exception {
        Path startUp = directory.resolve(".bashrc");
        Path prefix = directory.resolve("inst");
        EnvironmentScript text = new EnvironmentScript(prefix, Optional.empty(), Set.of("bin", "sbin"));
        new ShellBlock(startUp).put(text.text());
        assertThat(shell(". " + ShellWords.quoted(startUp) + "\nprintf '%s\\n' \"$PATH\""))
                .startsWith(prefix.resolve("bin") + ":" + prefix.resolve("sbin") + ":");
    }

    @Test
    void theShellOfAStepIsOpened() throws Exception {
        Path script = directory.resolve("shell-make.sh");
        Files.writeString(script, "echo opened\n");
        console.shell(script);
        assertThat(shell(pasted("To open it: "))).isEqualTo("opened\n");
    }

    @Test
    void theScriptThatPutsFilesBackIsRun() throws Exception {
        Path script = directory.resolve("restore.sh");
        Files.writeString(script, "echo restored\n");
        new NodeRunConsole(console).applied(new NodeApply.Applied(2, script), Path.of("/"));
        assertThat(shell(pasted("To undo this: "))).isEqualTo("restored\n");
    }

    @Test
    void theVariablesOfAClusterAreRead() throws Exception {
        ClusterDirectory cluster = new ClusterDirectory(directory.resolve("cluster"));
        Files.createDirectories(cluster.root());
        ClusterState state = new ClusterState(
                "mesos 0.24.0",
                directory,
                Optional.of(directory.resolve("libmesos.so")),
                Optional.empty(),
                Optional.empty(),
                "slave",
                Optional.empty(),
                new ClusterState.Paths("/health", "/state", "/state"),
                List.of());
        Files.write(cluster.shellFile(), state.shell().getBytes(NAMES));
        ClusterConsole clusters = new ClusterConsole(console);
        clusters.ready(state, cluster, true);
        clusters.running(state, cluster);
        for (String before : List.of("; for a shell: ", "For a shell: ")) {
            assertThat(shell(pasted(before) + "\necho \"$MESOS_NATIVE_JAVA_LIBRARY\""))
                    .isEqualTo(directory.resolve("libmesos.so") + "\n");
        }
    }

    @Test
    void theOptionThatRunsOneTestIsOneShellWord() throws Exception {
        TestCase test = new TestCase("tests", "A's", "b $c");
        FailedRun attempt = new FailedRun("It failed.", "", Path.of("/test.log"), Duration.ZERO);
        TestReport report = new TestReport(
                "sample 1.0.0",
                List.of(new TestResult(test, TestVerdict.FAILED, Duration.ZERO, "", List.of(attempt))),
                Duration.ZERO,
                Path.of("/report.xml"));
        lines.addAll(TestSummary.explain("1 test failed.", report, false)
                .next()
                .lines()
                .toList());
        assertThat(shell("printf '<%s>' " + pasted("To run only this test: "))).isEqualTo("<-Dmesos.test=A's.b $c>");
    }

    /** Returns what follows a text in the only line that contains it. */
    private String pasted(String after) {
        List<String> with = lines.stream().filter(line -> line.contains(after)).toList();
        assertThat(with).hasSize(1);
        return with.get(0).substring(with.get(0).indexOf(after) + after.length());
    }

    /** Runs a script from a file, because a JVM in the C locale cannot pass it as an argument. */
    private String shell(String text) throws Exception {
        Path script = temporary.resolve("pasted.sh");
        Path output = temporary.resolve("output");
        Files.write(script, (text + "\n").getBytes(NAMES));
        Process process = new ProcessBuilder("/bin/sh", script.toString())
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new String(Files.readAllBytes(output), NAMES);
    }
}
