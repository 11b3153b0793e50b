package io.github.mesosbuild.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Perl script between this JVM and a command that becomes the parent of every process whose own parent ended. So a process that left
 * its session and dropped its environment is still a descendant of the script, and can be found and ended. The script ends after the last
 * of them.
 *
 * <p>Only Linux has the system call, and only Perl can make it without other files. Without them the command is started directly.
 */
final class Reaper {
    /** A variable in the environment of the script, not of the command, by which the watchdog knows it. */
    static final String VARIABLE = "MESOS_MAVEN_PLUGIN_REAPER";

    private static final List<Path> PERLS = List.of(Path.of("/usr/bin/perl"), Path.of("/bin/perl"));
    private static final String SCRIPT = script();
    private static final String STARTED = "started";
    private static final Pattern EXIT = Pattern.compile("exit (\\d+)");
    private static final Pattern FAILED = Pattern.compile("failed (\\d+) (.*)");

    private final Process process;
    private final CompletableFuture<Optional<String>> start = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private Reaper(Process process) {
        this.process = process;
    }

    /** Tries the script once in each JVM, when it is first needed. */
    private static final class Trial {
        private static final int STATUS = 7;
        private static final boolean WORKS = works();

        private static boolean works() {
            List<String> words = launching(List.of("/bin/sh", "-c", "exit " + STATUS), OptionalLong.empty());
            ProcessBuilder builder = new ProcessBuilder(words);
            builder.environment().clear();
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            try {
                return follow(builder.start())
                        .filter(reaper -> reaper.exitCode() == STATUS)
                        .isPresent();
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Returns whether this system has what the script needs. */
    static boolean available() {
        return ProcessTree.hasProc() && PERLS.stream().anyMatch(Files::isExecutable) && Trial.WORKS;
    }

    /**
     * Returns the words that start a command through the script.
     *
     * @param openFiles the soft limit of open files that the command gets; empty for that of this JVM
     */
    static List<String> launching(List<String> command, OptionalLong openFiles) {
        Path perl = PERLS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        List<String> words =
                new ArrayList<>(List.of(perl.toString(), "-e", SCRIPT, "--", String.valueOf(openFiles.orElse(0))));
        words.addAll(command);
        return words;
    }

    /**
     * Follows the script and waits until it has started the command.
     *
     * @return empty if the system refuses the call, so that the process is the command itself
     * @throws IOException if the command cannot be started, with the same message as from {@link ProcessBuilder#start}
     */
    static Optional<Reaper> follow(Process process) throws IOException {
        Reaper reaper = new Reaper(process);
        Thread reader = new Thread(reaper::read, "mesos-maven-plugin waits for " + process.pid());
        reader.setDaemon(true);
        reader.start();
        Optional<String> answer = reaper.start.join();
        if (answer.filter(line -> !line.equals(STARTED)).isPresent()) {
            throw new IOException("Cannot run program: " + answer.get());
        }
        return answer.map(started -> reaper);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher ended = EXIT.matcher(line);
                Matcher failed = FAILED.matcher(line);
                if (line.equals(STARTED)) {
                    start.complete(Optional.of(line));
                } else if (ended.matches()) {
                    exit.complete(Integer.valueOf(ended.group(1)));
                } else if (failed.matches()) {
                    start.complete(Optional.of("error=" + failed.group(1) + ", " + failed.group(2)));
                }
            }
        } catch (IOException broken) {
            // As if the script had closed the pipe.
        }
        // The command has taken the place of the script, or somebody killed the script.
        start.complete(Optional.empty());
        exit.complete(process.onExit().join().exitValue());
    }

    /** Returns whether the command exits within a time, as {@link Process#waitFor(long, TimeUnit)}. */
    boolean waitFor(long millis) throws InterruptedException {
        try {
            exit.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns whether the script ends within a time, and by itself, so that no descendant is left. An interrupt ends the wait, and is
     * still set on return.
     */
    boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until the command exits, and returns its exit status. The script has ended too, or ends within moments. */
    int exitCode() {
        int exitCode = exit.join();
        process.onExit().join();
        return exitCode;
    }

    /** Returns the command's exit status, or a default value while it is running. */
    int exitCode(int running) {
        return exit.getNow(running);
    }

    private static String script() {
        try (InputStream script = Reaper.class.getResourceAsStream("reaper.pl")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^ *#.*\\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
