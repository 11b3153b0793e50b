package io.github.mesosbuild.recording;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the files of processes in {@code /proc} (proc(5)). A process can end at any moment, and then has no values. */
final class ProcessFiles {
    /** {@code USER_HZ}, in which the kernel counts times for programs (time(7)). */
    static final int TICKS = 100;

    private static final int LARGEST = 128 << 10;

    /** The JDK reads up to this size without allocating memory. */
    private static final int CHUNK = 8192;

    /** A shorter read has reached the end of a file of the kernel. */
    private static final int PAGE = 4096;

    /** Fields of {@code stat}, counted from the one after the name, which is the third. */
    private static final int PARENT = 1;

    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;
    private static final int START = 19;
    private static final int RESIDENT = 21;

    private final Path proc;
    private final byte[] buffer = new byte[LARGEST];

    ProcessFiles(Path proc) {
        this.proc = proc;
    }

    /**
     * The fields of {@code stat} that matter here.
     *
     * @param start in ticks since the system started
     * @param ticks the processor time of the process and of the children that it waited for
     * @param resident the current memory in pages
     */
    record Stat(String name, long parent, long start, long ticks, long resident) {}

    /** Returns the IDs of all processes, in ascending order. */
    long[] list() {
        String[] names = proc.toFile().list();
        return names == null
                ? new long[0]
                : Arrays.stream(names)
                        .filter(name -> !name.isEmpty() && name.charAt(0) >= '1' && name.charAt(0) <= '9')
                        .mapToLong(ProcessFiles::number)
                        .filter(pid -> pid > 0)
                        .sorted()
                        .toArray();
    }

    Optional<Stat> stat(long pid) {
        String text = text(pid + "/stat");
        int open = text.indexOf('(');
        int close = text.lastIndexOf(") ");
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        long parent = 0;
        long ticks = 0;
        long start = 0;
        int from = close + 2;
        for (int field = 0; field <= RESIDENT; field++) {
            int end = text.indexOf(' ', from);
            if (end < 0) {
                return Optional.empty();
            }
            if (field == PARENT) {
                parent = number(text.substring(from, end));
            } else if (field >= FIRST_TIME && field <= LAST_TIME) {
                ticks += Math.max(0, number(text.substring(from, end)));
            } else if (field == START) {
                start = number(text.substring(from, end));
            } else if (field == RESIDENT) {
                long resident = number(text.substring(from, end));
                return Optional.of(new Stat(text.substring(open + 1, close), parent, start, ticks, resident));
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    /** Returns the most memory that a process had, in bytes ({@code VmHWM}); 0 if it has ended. */
    long peak(long pid) {
        String status = text(pid + "/status");
        int at = status.indexOf("\nVmHWM:");
        int end = status.indexOf(" kB", at);
        return at < 0 || end < 0
                ? 0
                : Math.max(0, number(status.substring(at + 7, end).strip())) << 10;
    }

    /** Returns the arguments of a process, the program first; those of very long command lines only to a limit. */
    List<String> arguments(long pid) {
        String text = text(pid + "/cmdline");
        return text.isEmpty()
                ? List.of()
                : List.of(
                        new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\0", -1));
    }

    Optional<Path> directory(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(proc.resolve(pid + "/cwd")));
        } catch (IOException | UnsupportedOperationException ended) {
            return Optional.empty();
        }
    }

    /** Returns how many milliseconds ago the system started; empty if that is unknown. */
    OptionalLong uptime() {
        String text = text("uptime");
        int end = text.indexOf(' ');
        try {
            return end < 0
                    ? OptionalLong.empty()
                    : OptionalLong.of((long) (Double.parseDouble(text.substring(0, end)) * 1000));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private String text(String name) {
        int length = 0;
        try (FileInputStream stream = new FileInputStream(proc + File.separator + name)) {
            int read = PAGE;
            while (read >= PAGE && length < buffer.length) {
                read = stream.read(buffer, length, Math.min(CHUNK, buffer.length - length));
                length += Math.max(0, read);
            }
        } catch (IOException ended) {
            return "";
        }
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }
}
