package io.github.mesosbuild.host;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits of this process by its control group and all parent groups, in version 2 (the kernel's admin-guide/cgroup-v2), version 1
 * (admin-guide/cgroup-v1/memory, scheduler/sched-bwc) or both.
 *
 * <p>If {@code /proc/self/cgroup} names a group that is not visible, as in a container with its own namespace, the root of the mounted
 * hierarchy is used instead.
 */
final class ControlGroups {
    /** Version 1 expresses "no limit" by the largest page-aligned number. */
    private static final long NO_LIMIT = 1L << 60;

    private static final Pattern SOME = Pattern.compile("^some .*?avg10=(\\d+(?:\\.\\d+)?)");

    private final List<Path> unified;
    private final List<Path> memory;
    private final List<Path> cpu;

    /**
     * Finds the control groups of this process.
     *
     * @param self {@code /proc/self}
     * @param mounts {@code /sys/fs/cgroup}
     * @throws IOException if the file {@code cgroup} exists but cannot be read
     */
    ControlGroups(Path self, Path mounts) throws IOException {
        List<Path> unifiedLevels = List.of();
        List<Path> memoryLevels = List.of();
        List<Path> cpuLevels = List.of();
        Path file = self.resolve("cgroup");
        for (String line : Files.isRegularFile(file) ? Files.readAllLines(file) : List.<String>of()) {
            String[] fields = line.split(":", 3);
            if (fields.length < 3) {
                continue;
            }
            List<String> controllers = List.of(fields[1].split(","));
            if (fields[1].isEmpty()) {
                boolean hybrid = Files.isDirectory(mounts.resolve("unified"));
                unifiedLevels = levels(hybrid ? mounts.resolve("unified") : mounts, fields[2]);
            } else if (controllers.contains("memory")) {
                memoryLevels = levels(mounts.resolve(fields[1]), fields[2]);
            } else if (controllers.contains("cpu")) {
                cpuLevels = levels(mounts.resolve(fields[1]), fields[2]);
            }
        }
        this.unified = unifiedLevels;
        this.memory = memoryLevels;
        this.cpu = cpuLevels;
    }

    /** Returns the directories of a group and its parents, up to the root of the hierarchy. */
    private static List<Path> levels(Path base, String group) {
        List<Path> levels = new ArrayList<>();
        for (Path at = base.resolve("." + group).normalize(); at.startsWith(base); at = at.getParent()) {
            levels.add(at);
        }
        return levels.isEmpty() ? List.of(base) : levels;
    }

    /** Returns the smallest quota in cores, rounded up as the JVM does; empty without a quota. */
    OptionalInt cores() throws IOException {
        OptionalInt cores = OptionalInt.empty();
        for (Path level : unified) {
            String[] max = text(level.resolve("cpu.max")).orElse("").split("\\s+");
            if (max.length == 2) {
                cores = smaller(cores, quota(number(max[0]), number(max[1])));
            }
        }
        for (Path level : cpu) {
            OptionalLong quota = read(level.resolve("cpu.cfs_quota_us"));
            OptionalLong period = read(level.resolve("cpu.cfs_period_us"));
            cores = smaller(cores, quota(quota, period));
        }
        return cores;
    }

    private static OptionalInt quota(OptionalLong quota, OptionalLong period) {
        if (quota.isEmpty() || period.isEmpty() || quota.getAsLong() <= 0 || period.getAsLong() <= 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.max(1, Math.ceil((double) quota.getAsLong() / period.getAsLong())));
    }

    private static OptionalInt smaller(OptionalInt one, OptionalInt other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalInt.of(Math.min(one.getAsInt(), other.getAsInt()));
    }

    /**
     * Returns the bytes that may be used before a limit is reached; empty without a limit. File pages that were not used recently count
     * as free, because the kernel reclaims them first.
     */
    OptionalLong memoryAvailable() throws IOException {
        OptionalLong available = OptionalLong.empty();
        for (Path level : unified) {
            available = smaller(available, left(level, "memory.max", "memory.current", "inactive_file"));
        }
        for (Path level : memory) {
            available = smaller(
                    available, left(level, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"));
        }
        return available;
    }

    /** Returns the group's own memory pressure ({@code memory.pressure}) in percent; empty without version 2. */
    OptionalDouble memoryPressure() throws IOException {
        return unified.isEmpty()
                ? OptionalDouble.empty()
                : pressure(unified.get(0).resolve("memory.pressure"));
    }

    /** Returns {@code avg10} of the line {@code some} (the kernel's accounting/psi). */
    static OptionalDouble pressure(Path file) throws IOException {
        try {
            return text(file)
                    .orElse("")
                    .lines()
                    .map(SOME::matcher)
                    .filter(Matcher::find)
                    .mapToDouble(line -> Double.parseDouble(line.group(1)))
                    .findFirst();
        } catch (FileSystemException notSupported) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalLong left(Path level, String limitFile, String usedFile, String reclaimableKey)
            throws IOException {
        OptionalLong limit = read(level.resolve(limitFile));
        OptionalLong used = read(level.resolve(usedFile));
        if (limit.isEmpty() || used.isEmpty() || limit.getAsLong() >= NO_LIMIT) {
            return OptionalLong.empty();
        }
        long reclaimable = text(level.resolve("memory.stat"))
                .orElse("")
                .lines()
                .filter(line -> line.startsWith(reclaimableKey + " "))
                .map(line -> number(line.substring(reclaimableKey.length() + 1)))
                .flatMapToLong(OptionalLong::stream)
                .findFirst()
                .orElse(0);
        return OptionalLong.of(Math.max(0, limit.getAsLong() - Math.max(0, used.getAsLong() - reclaimable)));
    }

    private static OptionalLong smaller(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
    }

    private static OptionalLong read(Path file) throws IOException {
        return text(file).map(ControlGroups::number).orElse(OptionalLong.empty());
    }

    private static Optional<String> text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Parses a number; empty for {@code max}, and capped at the largest long. */
    private static OptionalLong number(String text) {
        String digits = text.strip();
        return digits.matches("-?\\d+")
                ? OptionalLong.of(new BigInteger(digits)
                        .min(BigInteger.valueOf(Long.MAX_VALUE))
                        .longValue())
                : OptionalLong.empty();
    }
}
