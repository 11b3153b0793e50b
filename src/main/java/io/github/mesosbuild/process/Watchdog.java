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
 * A shell that outlives this JVM if it is killed, and then ends the processes that carry a cookie. It waits on a pipe whose other
 * end only this JVM holds, so it learns of every death. It is in a session of its own if there is a {@code setsid}, so that Ctrl-C
 * does not reach it, and does not carry the cookie. It needs {@code /proc} and is not used where there is none (macOS): there,
 * after a {@code kill -9} of the JVM, what it had started runs on.
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
     * Empty where there is no {@code /proc}.
     *
     * @param log where it says what it did
     * @param path looked at for its programs after the system's own directories; null for those alone
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
        argv.addAll(List.of("/bin/sh", "-c", SCRIPT, NAME, ProcessTree.VARIABLE + "=" + cookie, hundredths));
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.directory(new File("/"));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("LC_ALL", "C", "PATH", path == null ? SYSTEM_PATH : SYSTEM_PATH + ":" + path));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return Optional.of(new Watchdog(builder.start()));
    }

    /** Sends it away; nothing is left to watch. Safe in a shutdown hook, and when it is gone already. */
    void dismiss() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (IOException gone) {
            // It was killed by somebody: there is nothing to send away.
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
