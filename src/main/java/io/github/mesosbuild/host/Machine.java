package io.github.mesosbuild.host;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The resources that this process may use: cores, memory and file systems, and whether it is root. */
public final class Machine {
    private final Path proc;
    private final Path controlGroups;
    private final int processors;
    private final String userName;

    /**
     * The number of jobs that {@code make} may run at once.
     *
     * @param count at least 1
     * @param why an explanation for users, such as {@code 2 jobs: 2 cores; memory would allow 14}
     */
    public record Jobs(int count, String why) {}

    /**
     * Describes a machine by its kernel files.
     *
     * @param proc {@code /proc}
     * @param controlGroups {@code /sys/fs/cgroup}
     * @param processors {@code Runtime.availableProcessors()}, which respects the affinity mask
     * @param userName the system property {@code user.name}, used without {@code /proc}
     */
    public Machine(Path proc, Path controlGroups, int processors, String userName) {
        this.proc = proc;
        this.controlGroups = controlGroups;
        this.processors = processors;
        this.userName = userName;
    }

    /**
     * Returns the number of cores that this process may use: those of its affinity mask, or fewer if a control group has a quota.
     *
     * @throws IOException if a kernel file cannot be read
     */
    public int cores() throws IOException {
        OptionalInt quota = groups().cores();
        return Math.max(1, Math.min(processors, quota.orElse(processors)));
    }

    /**
     * Returns the bytes of memory that are available without swapping (MemAvailable in proc(5)) and within the limits of control
     * groups; empty if neither is known.
     *
     * @throws IOException if a kernel file cannot be read
     */
    public OptionalLong memoryAvailable() throws IOException {
        OptionalLong machine = kibibytes("MemAvailable:");
        OptionalLong group = groups().memoryAvailable();
        if (machine.isEmpty() || group.isEmpty()) {
            return machine.isEmpty() ? group : machine;
        }
        return OptionalLong.of(Math.min(machine.getAsLong(), group.getAsLong()));
    }

    /**
     * Returns the bytes of memory of the machine (MemTotal in proc(5)); empty if that is unknown.
     *
     * @throws IOException if a kernel file cannot be read
     */
    public OptionalLong memory() throws IOException {
        return kibibytes("MemTotal:");
    }

    /**
     * Returns the bytes of available memory including free swap.
     *
     * @throws IOException if a kernel file cannot be read
     */
    public OptionalLong memoryWithSwap() throws IOException {
        OptionalLong machine = kibibytes("MemAvailable:");
        OptionalLong group = groups().memoryAvailable();
        if (machine.isEmpty()) {
            return group;
        }
        long sum = machine.getAsLong() + kibibytes("SwapFree:").orElse(0);
        return OptionalLong.of(Math.min(sum, group.orElse(sum)));
    }

    /**
     * Returns the percentage of the last ten seconds in which a process waited for memory (pressure stall information), in this control
     * group or else on the whole machine; empty if the kernel does not report it.
     *
     * @throws IOException if a kernel file cannot be read
     */
    public OptionalDouble memoryPressure() throws IOException {
        OptionalDouble group = groups().memoryPressure();
        return group.isPresent() ? group : ControlGroups.pressure(proc.resolve("pressure/memory"));
    }

    /**
     * Returns the number of jobs: one for each core, or as many as requested, but not more than fit into memory, and at least one.
     *
     * @param asked the requested number, which replaces that of the cores; 0 for none
     * @param memoryPerJob the most bytes that one compiler uses, at least 1
     * @param budget the most bytes for all jobs; 0 for all available memory
     * @throws IOException if a kernel file cannot be read
     */
    public Jobs jobs(int asked, long memoryPerJob, long budget) throws IOException {
        int cores = asked > 0 ? asked : cores();
        String bound = asked > 0 ? "mesos.jobs" : Quantities.count(cores, "core");
        OptionalLong memory = memoryAvailable();
        if (budget > 0) {
            memory = OptionalLong.of(Math.min(budget, memory.orElse(budget)));
        }
        if (memory.isEmpty()) {
            return new Jobs(cores, Quantities.count(cores, "job") + ": " + bound);
        }
        long fitting = memory.getAsLong() / memoryPerJob;
        if (fitting >= cores) {
            String why = Quantities.count(cores, "job") + ": " + bound + "; memory would allow " + fitting;
            return new Jobs(cores, why);
        }
        int count = (int) Math.max(1, fitting);
        return new Jobs(
                count,
                Quantities.count(count, "job") + ": " + Quantities.gibibytes(memory.getAsLong())
                        + " of memory available, " + Quantities.gibibytes(memoryPerJob) + " per job; " + bound
                        + " would allow "
                        + cores);
    }

    /**
     * Returns whether this process has root's privileges: its effective user ID is 0 (Uid in proc(5)).
     *
     * @throws IOException if a kernel file cannot be read
     */
    public boolean root() throws IOException {
        for (String line : lines(proc.resolve("self/status"))) {
            String[] fields = line.split("\\s+");
            if (fields[0].equals("Uid:") && fields.length > 2) {
                return fields[2].equals("0");
            }
        }
        return userName.equals("root");
    }

    /** Returns the file systems visible to this process. */
    public Mounts mounts() {
        return Mounts.read(proc.resolve("self/mountinfo"));
    }

    private ControlGroups groups() throws IOException {
        return new ControlGroups(proc.resolve("self"), controlGroups);
    }

    private OptionalLong kibibytes(String key) throws IOException {
        return lines(proc.resolve("meminfo")).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    }
}
