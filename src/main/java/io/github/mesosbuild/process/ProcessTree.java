package io.github.mesosbuild.process;

import io.github.mesosbuild.files.Sleeper;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * A command's process with everything that came from it: its descendants, seen again and again while it runs, and, where there
 * is a {@code /proc}, all that carry its cookie in their environment ({@code proc(5)}, {@code /proc/pid/environ}). So a process
 * that left the process group or the session, or whose parent died, is still found. Out of reach is only what did both: left
 * its ancestors between two looks and removed or overwrote its environment.
 *
 * <p>A process id alone is never signalled: {@link ProcessHandle} compares the start time, and the cookie is read after that
 * start time was taken, in the pass that signals.
 *
 * <p>A shutdown hook uses this class when Maven has already closed the plugin's class loader, so it and what it uses are loaded
 * before ({@link #preload}).
 */
final class ProcessTree {
    /** The environment variable that marks the processes of a command. */
    static final String VARIABLE = "MESOS_MAVEN_PLUGIN_COOKIE";

    private static final Pattern COOKIE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Path PROC = Path.of("/proc");

    /** How long it goes on killing what does not die: a process in an uninterruptible wait, or of another user. */
    private static final Duration KILLING = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** How often it looks when a process vanished under its eyes, which may have passed the cookie on. */
    private static final int LOOKS = 3;

    private static final Duration EXEC_PAUSE = Duration.ofMillis(2);
    private static final int EXEC_LOOKS = 100;

    private final String tag;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private Set<ProcessHandle> known = new LinkedHashSet<>();
    private final Set<ProcessHandle> signalled = new LinkedHashSet<>();
    private final List<ProcessHandle> living = new ArrayList<>();
    private boolean vanished;
    private boolean interrupted;

    ProcessTree(String cookie, LongSupplier nanoTime, Sleeper sleeper) {
        this.tag = VARIABLE + "=" + cookie;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    /** Takes in a process whether it carries the cookie or not, with its descendants. */
    synchronized void include(ProcessHandle root) {
        known.add(root);
    }

    /** How many processes were signalled, and which are there in spite of it. */
    record Ended(int signalled, List<Long> unended) {}

    /** Loads the classes that {@link #end} needs. */
    static void preload() {
        new Ended(0, List.of()).unended().isEmpty();
    }

    /** Whether environments of processes can be read here. */
    static boolean hasProc() {
        return Files.isReadable(PROC.resolve("self/environ"));
    }

    /** Whether a process carries any cookie, this one and its ancestors left aside. */
    static boolean anyTagged() {
        Set<Long> own = new LinkedHashSet<>();
        for (Optional<ProcessHandle> at = Optional.of(ProcessHandle.current()); at.isPresent(); ) {
            own.add(at.get().pid());
            at = at.get().parent();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                if (!own.contains(Long.valueOf(entry.getFileName().toString())) && carriesAny(entry)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
        return false;
    }

    private static boolean carriesAny(Path process) {
        try {
            String environment = text(process.resolve("environ"));
            return environment.startsWith(VARIABLE + "=") || environment.contains("\0" + VARIABLE + "=");
        } catch (IOException goneOrOfAnother) {
            return false;
        }
    }

    /** The cookies of the processes that have a word in their environment. */
    static Set<String> cookiesOf(String word) {
        Set<String> cookies = new LinkedHashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                List<String> words = environmentOf(entry);
                if (words.contains(word)) {
                    words.stream()
                            .filter(other -> other.startsWith(VARIABLE + "="))
                            .map(cookie -> cookie.substring(VARIABLE.length() + 1))
                            .filter(cookie -> COOKIE.matcher(cookie).matches())
                            .forEach(cookies::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return cookies;
        }
        return cookies;
    }

    private static List<String> environmentOf(Path process) {
        try {
            String environment = text(process.resolve("environ"));
            return List.of(
                    new String(environment.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException goneOrOfAnother) {
            return List.of();
        }
    }

    /** Takes a snapshot of the descendants, and answers the ids of all. */
    synchronized List<Long> look() {
        Set<ProcessHandle> seen = new LinkedHashSet<>();
        for (ProcessHandle handle : known) {
            if (handle.isAlive() && seen.add(handle)) {
                handle.descendants().forEach(seen::add);
            }
        }
        known = seen;
        return seen.stream().map(ProcessHandle::pid).toList();
    }

    /**
     * Ends what lives: TERM, and after the grace KILL, again and again until none is left, for a few seconds more at most. An
     * interrupt ends the grace, and is still set when this returns.
     */
    synchronized Ended end(Duration grace) {
        long start = nanoTime.getAsLong();
        long elapsed = 0;
        int quiet = 0;
        while (elapsed <= grace.plus(KILLING).toNanos()) {
            signalAll(interrupted || elapsed >= grace.toNanos());
            if (!living.isEmpty()) {
                pause(PAUSE);
            } else if (!vanished || ++quiet == LOOKS) {
                break;
            }
            elapsed = nanoTime.getAsLong() - start;
        }
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
        Ended ended = new Ended(
                signalled.size(), living.stream().map(ProcessHandle::pid).toList());
        signalled.clear();
        return ended;
    }

    /** Signals each process as soon as it is found: one that keeps forking and exiting would be gone a moment later. */
    private void signalAll(boolean kill) {
        vanished = false;
        living.clear();
        look();
        for (ProcessHandle handle : List.copyOf(known)) {
            signal(handle, kill);
        }
        if (hasProc()) {
            sweep(kill);
        }
    }

    private void signal(ProcessHandle handle, boolean kill) {
        if (!handle.isAlive() || isZombie(handle.pid()) || handle.equals(ProcessHandle.current())) {
            return;
        }
        living.add(handle);
        boolean first = signalled.add(handle);
        if (kill) {
            handle.destroyForcibly();
        } else if (first) {
            handle.destroy();
        }
    }

    private void pause(Duration time) {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    /** Finds the carriers of the cookie, the newest process first because it may be gone soonest. */
    private void sweep(boolean kill) {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            entries.forEach(entry -> pids.add(Long.valueOf(entry.getFileName().toString())));
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
        long newest = newestPid();
        pids.sort(Comparator.comparing((Long pid) -> pid > newest).thenComparing(Comparator.reverseOrder()));
        pids.removeIf(pid -> !isUnsure(pid, kill));
        for (int look = 0; look < EXEC_LOOKS && !pids.isEmpty(); look++) {
            pause(EXEC_PAUSE);
            pids.removeIf(pid -> !isUnsure(pid, kill));
        }
    }

    /** Numbers are given in turn and start again from the lowest; the last field of {@code proc(5)}'s loadavg is the last. */
    private static long newestPid() {
        try {
            String loadavg = text(PROC.resolve("loadavg")).strip();
            return Long.parseLong(loadavg.substring(loadavg.lastIndexOf(' ') + 1));
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Signals a process if it carries the cookie, and answers whether that cannot be told yet. */
    private boolean isUnsure(long pid, boolean kill) {
        String environment = environment(pid);
        if (environment.contains(tag)) {
            Optional<ProcessHandle> handle = ProcessHandle.of(pid);
            environment = environment(pid);
            if (handle.isPresent() && environment.contains(tag) && known.add(handle.get())) {
                signal(handle.get(), kill);
            }
        }
        return environment.isEmpty() && isInExec(pid);
    }

    /** Empty for a thread of the kernel, a zombie, a process of another user, and for an instant in the middle of an exec. */
    private String environment(long pid) {
        Path file = PROC.resolve(pid + "/environ");
        try {
            return text(file);
        } catch (IOException e) {
            vanished |= !Files.exists(file);
            return "";
        }
    }

    /**
     * In the middle of an exec a process has a program already and no environment yet. {@code env_start} and {@code env_end}
     * are fields 50 and 51: equal if the environment is empty for good, different if the exec is over by now.
     */
    private static boolean isInExec(long pid) {
        if (!Files.exists(PROC.resolve(pid + "/exe"))) {
            return false;
        }
        String end = stat(pid, 51);
        return end.equals("0") || !end.equals(stat(pid, 50));
    }

    /** A dead process that its parent has not waited for; in a container often nobody ever does. */
    private static boolean isZombie(long pid) {
        return "Z".equals(stat(pid, 3));
    }

    /** A field of {@code /proc/pid/stat} as {@code proc(5)} numbers them, from the third on; empty if there is none. */
    static String stat(long pid, int field) {
        try {
            String stat = text(PROC.resolve(pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return field - 3 < fields.length ? fields[field - 3] : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Not by a channel: an interrupt would close it, and what cannot be read would be taken for ended. */
    static String text(Path file) throws IOException {
        try (FileInputStream stream = new FileInputStream(file.toFile())) {
            return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
