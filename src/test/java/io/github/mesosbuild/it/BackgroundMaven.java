package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.process.TestSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Maven that {@link Mavens} started, and its log. */
public final class BackgroundMaven {
    private static final int LIMIT_MINUTES = 10;
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;
    private static final Pattern IGNORED = Pattern.compile("SigIgn:\\s+(\\p{XDigit}+)");

    private final Process process;
    private final Path log;

    BackgroundMaven(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns what it printed so far. */
    public String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether it printed a text so far. */
    public boolean prints(String text) {
        return log().contains(text);
    }

    /** Asserts that it printed these sentences; in them, … stands for any text within a line. */
    public void said(String... sentences) {
        for (String sentence : sentences) {
            assertThat(log()).containsPattern(InvokedBuild.pattern(sentence));
        }
    }

    /** Waits until it prints a text, and asserts that it still runs then. */
    public void awaitRunning(String text) throws InterruptedException {
        Mavens.until(log.getFileName() + " has '" + text + "'", () -> prints(text) || !isAlive());
        assertThat(isAlive()).as(log()).isTrue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for its end and returns its exit status. One that runs for more than ten minutes is killed and fails the test. */
    public int exitStatus() throws InterruptedException {
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            kill();
        }
        assertThat(ended)
                .as("ended within %s minutes: %s", LIMIT_MINUTES, log())
                .isTrue();
        return process.exitValue();
    }

    /**
     * Sends SIGINT, as Ctrl-C does. In the background of some shells a JVM ignores it: then SIGTERM.
     *
     * @return the number of the signal
     */
    public int interrupt() throws IOException, InterruptedException {
        Matcher mask = IGNORED.matcher(Files.readString(Path.of("/proc", Long.toString(pid()), "status")));
        assertThat(mask.find()).isTrue();
        boolean ignored = (Long.parseUnsignedLong(mask.group(1), 16) & 1 << INTERRUPT - 1) != 0;
        assertThat(TestSignals.send(ignored ? "TERM" : "INT", pid())).isTrue();
        return ignored ? TERMINATE : INTERRUPT;
    }

    /** Kills it and everything that it started. */
    public void kill() {
        process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
