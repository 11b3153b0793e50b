package io.github.mesosbuild.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Processes told apart by a variable of the test's own, independently of the cookie. */
final class Marked {
    /**
     * A tree that is hard to end: members ignore TERM, one left the session, one is a daemon (forked twice, session left, its
     * parents gone), and one has dropped its environment (and is known by an argument). All hold the output open.
     */
    static final String STUBBORN = """
            trap '' TERM
            sleep 300 &
            setsid sh -c 'sleep 300; :' &
            (setsid sh -c 'sleep 300 & exec sleep 300' &)
            env -i sh -c 'while :; do sleep 1; done' "$MARK" &
            echo ready
            while :; do sleep 300; done
            """;

    private final String mark = UUID.randomUUID().toString();

    Map<String, String> environment() {
        return Map.of("PATH", "/usr/bin:/bin", "MARK", mark);
    }

    /** The command lines of the living processes with the mark. */
    List<String> living() throws IOException {
        List<String> living = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry : entries.filter(e -> e.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    String arguments = text(entry.resolve("cmdline"));
                    if (arguments.contains(mark)
                            || text(entry.resolve("environ")).contains(mark)) {
                        living.add(entry.getFileName() + " " + arguments.replace('\0', ' '));
                    }
                } catch (IOException gone) {
                    continue;
                }
            }
        }
        return living;
    }

    /** Kills them, so that a failed test leaves nothing behind. */
    void kill() throws IOException {
        for (String process : living()) {
            ProcessHandle.of(Long.parseLong(process.substring(0, process.indexOf(' '))))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /** The living processes with the mark once there are none, or when the time is over. */
    List<String> livingAfter(Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<String> living = living();
        while (!living.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
            living = living();
        }
        return living;
    }

    /** Waits until a file holds a text. */
    static void awaitText(Path file, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("'" + text + "' did not come into " + file);
            }
            Thread.sleep(10);
        }
    }
}
