package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.DaemonGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EndedDaemonTest {
    @TempDir
    Path directory;

    /** Runs a daemon that prints a text and exits. */
    private EndedDaemon ended(String text) throws Exception {
        return ended("slave-1", text);
    }

    private EndedDaemon ended(String name, String text) throws Exception {
        try (DaemonGroup group = DaemonGroup.create(
                directory.resolve("watchdog.log"),
                "/usr/bin:/bin",
                Duration.ofSeconds(1),
                System::nanoTime,
                Sleeper.REAL)) {
            Daemon daemon = group.start(new Command(
                    name,
                    List.of("/bin/sh", "-c", "printf '%s\\n' \"$0\"; exit 1", text),
                    directory,
                    Map.of("PATH", "/usr/bin:/bin"),
                    directory.resolve(name + ".log"),
                    Duration.ZERO,
                    Duration.ZERO));
            daemon.end().get(30, TimeUnit.SECONDS);
            return EndedDaemon.of(name, daemon);
        }
    }

    /** Mesos prints both infos completely, each on many lines. */
    @ParameterizedTest
    @CsvSource({"Incompatible slave info detected., 'Step 1: rm -f '", "'Incompatible agent info detected. ', 'rm -f '"
    })
    void aSlaveThatDidNotComeBackIsExplained(String message, String remedy) throws Exception {
        String latest = "/tmp/a b/meta/slaves/latest";
        assertThat(ended("Failed to perform recovery: " + message + "\n" + "resources {}\n".repeat(80) + remedy + latest
                                + "\n        This ensures slave doesn't recover old live executors.")
                        .sentence())
                .matches(
                        "(?s)slave-1 exited with code 1 after [\\d.]+ m?s\\. It recovers from " + latest
                                + ", but registered there with another host name, port, attributes or resources\\. Undo the change\\. Or"
                                + " remove that link, and slave-1 starts as a new slave, without its tasks\\. The last lines of .*");
    }

    @Test
    void anotherEndIsNotExplained() throws Exception {
        assertThat(ended("Failed to perform recovery: No space").sentence()).doesNotContain("It recovers from");
    }

    @Test
    void anAgentStartsAgainAsAnAgent() throws Exception {
        assertThat(ended("agent-1", "Incompatible agent info detected.\nrm -f /a/meta/slaves/latest")
                        .sentence())
                .contains("Or remove that link, and agent-1 starts as a new agent, without its tasks.");
    }

    /** The form of src/master/http.cpp at tag 1.11.0. */
    @Test
    void linesAboutOwnRequestsAreLeftOut() throws Exception {
        assertThat(ended("""
                        I1129 17:00:00.000000 7 http.cpp:1436] HTTP GET for /master/state from 127.0.0.1:1 with User-Agent='mesos-maven-plugin'
                        I1129 17:00:00.000000 7 http.cpp:1768] Redirecting request for /master/state to the leading master 127.0.0.1
                        W1129 17:00:00.000000 7 http.cpp:1750] Current master is not elected as leader, and leader information is unavailable. Failed to redirect the request url: /master/state
                        the cause""").sentence()).endsWith("slave-1.log:\n    the cause");
    }
}
