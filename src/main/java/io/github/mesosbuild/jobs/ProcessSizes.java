package io.github.mesosbuild.jobs;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The jobs of make and their sizes. A job is a process that make started, with all its descendants. If one of those is
 * a make in turn, the jobs of that make are counted instead, but at least one, as the tokens are.
 */
final class ProcessSizes {
    private static final Set<String> MAKES = Set.of("make", "gmake", "gnumake");

    private final Path proc;

    /**
     * Creates a reader of process sizes.
     *
     * @param proc {@code /proc}
     */
    ProcessSizes(Path proc) {
        this.proc = proc;
    }

    /**
     * The sizes of all jobs at one moment.
     *
     * @param running the number of jobs
     * @param jobs the current or peak memory of each job in bytes, by the ID of its first process
     * @param used the memory of all processes in bytes
     */
    record Sizes(int running, Map<Long, Long> jobs, long used) {}

    private record Seen(long pid, long parent, boolean make, long resident, long highest) {}

    /** Measures the processes. Processes that have exited are left out. */
    Sizes read(Collection<Long> pids) {
        Map<Long, Seen> seen = new HashMap<>();
        for (long pid : pids) {
            seen(pid, seen);
        }
        Map<Long, List<Seen>> children = new HashMap<>();
        long used = 0;
        for (Seen process : seen.values()) {
            used += process.resident();
            children.computeIfAbsent(process.parent(), pid -> new ArrayList<>()).add(process);
        }
        Map<Long, Long> jobs = new HashMap<>();
        int running = 0;
        for (Seen process : seen.values()) {
            if (!seen.containsKey(process.parent())) {
                running += process.make() ? jobsOf(process, children, jobs) : 0;
            }
        }
        return new Sizes(running, jobs, used);
    }

    private static int jobsOf(Seen make, Map<Long, List<Seen>> children, Map<Long, Long> jobs) {
        int running = 0;
        for (Seen child : children.getOrDefault(make.pid(), List.of())) {
            List<Seen> makes = new ArrayList<>();
            long[] size = new long[2];
            descend(child, children, makes, size);
            int nested = 0;
            for (Seen other : makes) {
                nested += jobsOf(other, children, jobs);
            }
            running += Math.max(1, nested);
            if (makes.isEmpty()) {
                jobs.put(child.pid(), Math.max(size[0], size[1]));
            }
        }
        return running;
    }

    private static void descend(Seen process, Map<Long, List<Seen>> children, List<Seen> makes, long[] size) {
        if (process.make()) {
            makes.add(process);
            return;
        }
        size[0] += process.resident();
        size[1] = Math.max(size[1], process.highest());
        for (Seen child : children.getOrDefault(process.pid(), List.of())) {
            descend(child, children, makes, size);
        }
    }

    /** Reads fields of {@code /proc/pid/status} (proc(5)). A zombie has no sizes. */
    private void seen(long pid, Map<Long, Seen> to) {
        try (FileInputStream stream =
                new FileInputStream(proc.resolve(pid + "/status").toFile())) {
            String status = "\n" + new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
            to.put(
                    pid,
                    new Seen(
                            pid,
                            number(status, "PPid"),
                            MAKES.contains(value(status, "Name")),
                            number(status, "VmRSS") << 10,
                            number(status, "VmHWM") << 10));
        } catch (IOException ended) {
            // Left out.
        }
    }

    /** Returns the value of a field; empty if the field is missing. */
    private static String value(String status, String field) {
        int start = status.indexOf('\n' + field + ':');
        if (start < 0) {
            return "";
        }
        int from = start + field.length() + 2;
        int end = status.indexOf('\n', from);
        return status.substring(from, end < 0 ? status.length() : end).strip();
    }

    private static long number(String status, String field) {
        String value = value(status, field);
        int blank = value.indexOf(' ');
        return value.isEmpty() ? 0 : Long.parseLong(blank < 0 ? value : value.substring(0, blank));
    }
}
