package io.github.mesosbuild.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A shell script that terminates the processes with a cookie if this JVM is killed.
 *
 * <p>It waits on a pipe whose other end only this JVM holds, so that it notices every death. It does not carry the cookie, and runs in a
 * session of its own if {@code setsid} is available, so that Ctrl-C does not reach it. It needs {@code /proc} and is not used without it:
 * on macOS, processes survive a {@code kill -9} of the JVM.
 */
final class Watchdog {
    private static final String SCRIPT = script();
    private static final String NAME = "mesos-maven-plugin-watchdog";
    private static final String SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    /**
     * Starts a watchdog; empty without {@code /proc}.
     *
     * @param log the file to which the watchdog reports what it terminated
     * @param path directories to search for its programs after the system's own; may be null
     */
    static Optional<Watchdog> start(Path log, String path, String cookie, Duration grace) throws IOException {
        if (!ProcessTree.hasProc()) {
            return Optional.empty();
        }
        List<String> argv = new ArrayList<>();
        for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (argv.isEmpty() && Files.isExecutable(Path.of(setsid))) {
                argv.add(setsid);
            }
        }
        String hundredths = String.valueOf(grace.toMillis() / 10);
        argv.addAll(List.of("/bin/sh", "-c", SCRIPT, NAME, hundredths));
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.directory(new File("/"));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("LC_ALL", "C", "PATH", path == null ? SYSTEM_PATH : SYSTEM_PATH + ":" + path));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        // Everybody can read the arguments of a process.
        process.getOutputStream()
                .write((ProcessTree.VARIABLE + "=" + cookie + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        return Optional.of(new Watchdog(process));
    }

    /** Stops the watchdog without terminating any process. It may be called in a shutdown hook, and repeatedly. */
    void dismiss() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (IOException gone) {
            // The watchdog has been killed already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static String script() {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?m)^#.*\\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
