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
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * All processes of a command: its descendants, which are recorded repeatedly while it runs, and on Linux all processes that carry its
 * cookie in their environment ({@code /proc/pid/environ}, proc(5)).
 *
 * <p>A process that left the process group or session, or whose parent died, is thus still found. Without a {@link Reaper}, it escapes if
 * it both left its ancestors between two snapshots and removed the cookie from its environment.
 *
 * <p>No signal is sent to a bare process ID: {@link ProcessHandle} compares the start time, and the cookie is read after that time was
 * taken, in the same pass that sends the signal.
 *
 * <p>A shutdown hook uses this class after Maven has closed the plugin's class loader, so that all its classes must be loaded before
 * ({@link #preload}).
 */
final class ProcessTree {
    /** The environment variable that marks the processes of a command. */
    static final String VARIABLE = "MESOS_MAVEN_PLUGIN_COOKIE";

    private static final Pattern COOKIE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Path PROC = Path.of("/proc");

    /** How long to keep killing processes that do not die: in an uninterruptible wait, or of another user. */
    private static final Duration KILLING = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** How often to look again after a process vanished during a pass, as it may have passed the cookie on. */
    private static final int LOOKS = 3;

    private static final Duration EXEC_PAUSE = Duration.ofMillis(2);
    private static final int EXEC_LOOKS = 100;

    private final String tag;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private Set<ProcessHandle> known = new LinkedHashSet<>();
    private Optional<ProcessHandle> reaper = Optional.empty();
    private final Set<ProcessHandle> signalled = new LinkedHashSet<>();
    private final List<ProcessHandle> living = new ArrayList<>();
    private boolean vanished;
    private boolean interrupted;

    ProcessTree(String cookie, LongSupplier nanoTime, Sleeper sleeper) {
        this.tag = VARIABLE + "=" + cookie;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    /** Adds a process and its descendants, whether or not they carry the cookie. */
    synchronized void include(ProcessHandle root) {
        known.add(root);
    }

    /** Adds the descendants of a reaper. It gets no signal and does not count, because it ends after the last of them. */
    synchronized void includeDescendants(ProcessHandle ofReaper) {
        known.add(ofReaper);
        reaper = Optional.of(ofReaper);
    }

    /** The number of processes that were signaled, and the IDs of those that are still running. */
    record Ended(int signalled, List<Long> unended) {
        static final Ended NONE = new Ended(0, List.of());
    }

    /** Loads the classes that {@link #end} needs. */
    static void preload() {
        Ended.NONE.unended().isEmpty();
    }

    /** Returns whether the environments of processes can be read. */
    static boolean hasProc() {
        return Files.isReadable(PROC.resolve("self/environ"));
    }

    /** Returns whether any process of this user carries a cookie, except this process and its ancestors. */
    static boolean anyTagged() {
        Set<Long> own = new LinkedHashSet<>();
        for (Optional<ProcessHandle> at = Optional.of(ProcessHandle.current()); at.isPresent(); ) {
            own.add(at.get().pid());
            at = at.get().parent();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                if (!own.contains(Long.valueOf(entry.getFileName().toString())) && isOwn(entry) && carriesAny(entry)) {
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
            String environment = settledEnvironment(process);
            return environment.startsWith(VARIABLE + "=") || environment.contains("\0" + VARIABLE + "=");
        } catch (IOException goneOrOfAnother) {
            return false;
        }
    }

    /**
     * Returns the processes of this user with that variable assignment and a cookie in their environment. Other users' are not
     * believed: anybody can start a process with the cookie of another group.
     */
    static List<MarkedProcess> marked(String assignment) {
        List<MarkedProcess> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                List<String> variables = isOwn(entry) ? environmentOf(entry) : List.of();
                if (variables.contains(assignment)) {
                    long pid = Long.parseLong(entry.getFileName().toString());
                    variables.stream()
                            .filter(other -> other.startsWith(VARIABLE + "="))
                            .map(cookie -> cookie.substring(VARIABLE.length() + 1))
                            .filter(cookie -> COOKIE.matcher(cookie).matches())
                            .forEach(cookie -> found.add(new MarkedProcess(pid, program(entry), cookie)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    /** Returns whether a process belongs to this user and has these assignments in its environment. */
    static boolean carries(long pid, Collection<String> assignments) {
        Path process = PROC.resolve(String.valueOf(pid));
        return isOwn(process) && environmentOf(process).containsAll(assignments);
    }

    /** The owner of {@code /proc/pid} is the effective user of the process (proc(5)). */
    private static boolean isOwn(Path process) {
        try {
            return Files.getAttribute(process, "unix:uid").equals(Files.getAttribute(PROC.resolve("self"), "unix:uid"));
        } catch (IOException gone) {
            return false;
        }
    }

    /** The file name of its program, as it was called. */
    private static String program(Path process) {
        try {
            String called = text(process.resolve("cmdline")).split("\0", 2)[0];
            return called.substring(called.lastIndexOf('/') + 1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static List<String> environmentOf(Path process) {
        try {
            String environment = settledEnvironment(process);
            return List.of(
                    new String(environment.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException goneOrOfAnother) {
            return List.of();
        }
    }

    /** Reads an environment again while the process is in the middle of an exec, when it seems to have none. */
    private static String settledEnvironment(Path process) throws IOException {
        String environment = text(process.resolve("environ"));
        long pid = Long.parseLong(process.getFileName().toString());
        for (int look = 0; look < EXEC_LOOKS && environment.isEmpty() && isInExec(pid); look++) {
            LockSupport.parkNanos(EXEC_PAUSE.toNanos());
            environment = text(process.resolve("environ"));
        }
        return environment;
    }

    /** Takes a snapshot of the descendants, and returns the IDs of all known processes except the reaper. */
    synchronized List<Long> look() {
        Set<ProcessHandle> seen = new LinkedHashSet<>();
        for (ProcessHandle handle : known) {
            if (handle.isAlive() && seen.add(handle)) {
                handle.descendants().forEach(seen::add);
            }
        }
        known = seen;
        return seen.stream()
                .filter(handle -> !reaper.equals(Optional.of(handle)))
                .map(ProcessHandle::pid)
                .toList();
    }

    /**
     * Terminates all processes: by TERM, and after the grace period repeatedly by KILL until none is left, but only for a few seconds. An
     * interrupt cuts the grace period short, and is still set on return.
     */
    synchronized Ended end(Duration grace) {
        long start = nanoTime.getAsLong();
        long elapsed = 0;
        int quiet = 0;
        while (elapsed <= grace.plus(KILLING).toNanos()) {
            signalAll(interrupted || elapsed >= grace.toNanos());
            if (!living.isEmpty() || reaps()) {
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

    /** Signals each process as soon as it is found, because a process that keeps forking may be gone a moment later. */
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

    /** Returns whether the reaper still has a child, known or not. */
    private boolean reaps() {
        return reaper.filter(handle -> handle.isAlive() && !isZombie(handle.pid()))
                .isPresent();
    }

    private void signal(ProcessHandle handle, boolean kill) {
        if (reaper.equals(Optional.of(handle))
                || !handle.isAlive()
                || isZombie(handle.pid())
                || handle.equals(ProcessHandle.current())) {
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

    /** Finds processes with the cookie, the newest first because it may be gone soonest. */
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

    /** IDs are assigned in sequence and wrap around; the last field of {@code /proc/loadavg} is the most recent (proc(5)). */
    private static long newestPid() {
        try {
            String loadavg = text(PROC.resolve("loadavg")).strip();
            return Long.parseLong(loadavg.substring(loadavg.lastIndexOf(' ') + 1));
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Signals a process if it carries the cookie, and returns whether that is not certain yet. */
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

    /** Empty for a kernel thread, a zombie, a process of another user, and for an instant during an exec. */
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
     * Returns whether a process is in the middle of an exec, when it has its program but not yet its environment. Fields 50 and 51 are
     * {@code env_start} and {@code env_end}: equal if the environment is really empty, different if the exec has finished. They are also
     * equal for an instant before that, when field 27, {@code endcode}, is not set yet (Linux, fs/binfmt_elf.c, {@code load_elf_binary}).
     */
    private static boolean isInExec(long pid) {
        if (!Files.exists(PROC.resolve(pid + "/exe"))) {
            return false;
        }
        List<String> fields = stat(pid);
        String end = field(fields, 51);
        return end.equals("0")
                || !end.equals(field(fields, 50))
                || field(fields, 27).equals("0");
    }

    /** Returns whether a process is dead but its parent has not waited for it; in a container often none ever does. */
    private static boolean isZombie(long pid) {
        return "Z".equals(stat(pid, 3));
    }

    /** Returns a field of {@code /proc/pid/stat}, numbered as in proc(5), from the third on; empty if there is none. */
    static String stat(long pid, int field) {
        return field(stat(pid), field);
    }

    private static String field(List<String> stat, int field) {
        return field - 3 < stat.size() ? stat.get(field - 3) : "";
    }

    /** Returns the fields of {@code /proc/pid/stat} from the third on, as they were at one instant; none if there is no process. */
    private static List<String> stat(long pid) {
        try {
            String stat = text(PROC.resolve(pid + "/stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Reads without a channel: an interrupt would close it, and the process would be mistaken for ended. */
    static String text(Path file) throws IOException {
        try (FileInputStream stream = new FileInputStream(file.toFile())) {
            return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
