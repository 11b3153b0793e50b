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

/** What this process may use of the machine: cores, memory, disk, and whether it is root. */
public final class Machine {
    private final Path proc;
    private final Path controlGroups;
    private final int processors;
    private final String userName;

    /**
     * How many jobs {@code make} may run at once.
     *
     * @param count at least 1
     * @param why one clause for people, such as {@code 2 jobs: 2 cores; memory would allow 14}
     */
    public record Jobs(int count, String why) {}

    /**
     * @param proc {@code /proc}
     * @param controlGroups {@code /sys/fs/cgroup}
     * @param processors {@code Runtime.availableProcessors()}, which heeds the affinity mask
     * @param userName the system property {@code user.name}, asked where there is no {@code /proc}
     */
    public Machine(Path proc, Path controlGroups, int processors, String userName) {
        this.proc = proc;
        this.controlGroups = controlGroups;
        this.processors = processors;
        this.userName = userName;
    }

    /**
     * The cores that this process may keep busy: those of its affinity mask, or fewer if a control group has a quota.
     *
     * @throws IOException if a file of the kernel cannot be read
     */
    public int cores() throws IOException {
        OptionalInt quota = groups().cores();
        return Math.max(1, Math.min(processors, quota.orElse(processors)));
    }

    /**
     * The bytes of memory that can be had without swapping (proc(5), MemAvailable) and without meeting the limit of a
     * control group; empty where neither is known.
     *
     * @throws IOException if a file of the kernel cannot be read
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
     * The same with what can be had by swapping.
     *
     * @throws IOException if a file of the kernel cannot be read
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
     * How much of the last ten seconds some process waited for memory, in percent (pressure stall information): in this control
     * group, else on the whole machine; empty where the kernel does not say.
     *
     * @throws IOException if a file of the kernel cannot be read
     */
    public OptionalDouble memoryPressure() throws IOException {
        OptionalDouble group = groups().memoryPressure();
        return group.isPresent() ? group : ControlGroups.pressure(proc.resolve("pressure/memory"));
    }

    /**
     * As many jobs as there are cores, or as asked for, but not more than fit into the memory, and at least one.
     *
     * @param asked the upper bound in the place of the cores; 0 for none
     * @param memoryPerJob bytes that one compiler takes at most, 1 or more
     * @param budget bytes that all may take; 0 for what is available
     * @throws IOException if a file of the kernel cannot be read
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
                Quantities.count(count, "job") + ": memory has " + Quantities.gibibytes(memory.getAsLong())
                        + " available at " + Quantities.gibibytes(memoryPerJob) + " a job; " + bound + " would allow "
                        + cores);
    }

    /**
     * Whether this process may do what root may: its effective user id is 0 (proc(5), Uid).
     *
     * @throws IOException if a file of the kernel cannot be read
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

    /** The file systems that this process sees. */
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
