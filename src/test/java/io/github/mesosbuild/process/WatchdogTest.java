package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script alone, in the shells there are. */
@Timeout(300)
class WatchdogTest {
    @TempDir
    Path directory;

    private final Marked marked = new Marked();
    private final Marked otherMarked = new Marked();
    private final String cookie = UUID.randomUUID().toString();
    private Process command;
    private Process foreign;

    @BeforeEach
    void startCommandAndForeignProcess() throws Exception {
        command = start(marked, cookie, Marked.STUBBORN);
        foreign = start(otherMarked, UUID.randomUUID().toString(), "while :; do sleep 0.1; done");
        Marked.awaitText(directory.resolve(cookie), "ready");
    }

    @AfterEach
    void killAll() throws IOException {
        marked.kill();
        otherMarked.kill();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh -c", "/bin/dash -c", "/bin/bash -c", "/bin/bash --posix -c", "/bin/busybox sh -c"})
    void endsTheTreeWhenThePipeBreaks(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell.split(" ")[0])));

        assertEndsTheTree(shell, "/usr/bin:/bin");
    }

    @Test
    void needsNoGrep() throws Exception {
        for (String tool : List.of("cat", "tr", "sleep")) {
            Path script = Files.writeString(directory.resolve(tool), "#!/bin/sh\nexec /bin/" + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }

        assertEndsTheTree("/bin/sh -c", directory.toString());
    }

    @Test
    void leavesAllAloneWhenItIsSentAway() throws Exception {
        Process watchdog = watch("/bin/sh -c", "/usr/bin:/bin");
        watchdog.getOutputStream().write('\n');
        watchdog.getOutputStream().close();

        assertThat(watchdog.waitFor()).isZero();
        assertThat(marked.living()).hasSizeGreaterThan(4);
        assertThat(output(watchdog)).isEmpty();

        assertEndsTheTree("/bin/sh -c", "/usr/bin:/bin");
    }

    @Test
    void ignoresTheSignalsOfATerminal() throws Exception {
        Process watchdog = watch("/bin/sh -c", "/usr/bin:/bin");
        Thread.sleep(100);
        for (String signal : List.of("INT", "HUP", "TERM", "QUIT")) {
            assertThat(TestSignals.send(signal, watchdog.pid())).isTrue();
        }
        watchdog.getOutputStream().close();

        assertThat(watchdog.waitFor()).isZero();
        assertThat(marked.living()).isEmpty();
    }

    private void assertEndsTheTree(String shell, String path) throws Exception {
        Process watchdog = watch(shell, path);
        watchdog.getOutputStream().close();

        assertThat(watchdog.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(marked.livingAfter(Duration.ZERO)).isEmpty();
        assertThat(foreign.isAlive()).isTrue();
        assertThat(output(watchdog))
                .matches(
                        "\n# The process that ran this command died\\. Processes of the command that were ended: \\d+\n");
    }

    private Process watch(String shell, String path) throws IOException {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            List<String> argv = new ArrayList<>(List.of(shell.split(" ")));
            argv.addAll(List.of(new String(script.readAllBytes(), StandardCharsets.UTF_8), "watchdog", "30"));
            ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
            builder.environment().put("PATH", path);
            Process watchdog = builder.start();
            watchdog.getOutputStream()
                    .write((ProcessTree.VARIABLE + "=" + cookie + "\n").getBytes(StandardCharsets.US_ASCII));
            watchdog.getOutputStream().flush();
            return watchdog;
        }
    }

    private Process start(Marked marks, String cookieValue, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().putAll(marks.environment());
        builder.environment().put(ProcessTree.VARIABLE, cookieValue);
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve(cookieValue).toFile());
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
