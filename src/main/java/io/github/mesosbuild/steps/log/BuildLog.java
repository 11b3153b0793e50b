package io.github.mesosbuild.steps.log;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the log of {@code configure}, {@code make}, {@code make check} or {@code make install}. A log of any size is
 * read once, line by line, with bounded memory.
 */
public final class BuildLog {
    private BuildLog() {}

    /**
     * Returns the error that made the step fail; empty if the log shows no failure.
     *
     * @throws IOException if the log cannot be read
     */
    public static Optional<FirstError> firstError(Path log) throws IOException {
        try (LogLines lines = new LogLines(Files.newInputStream(log))) {
            LogScan scan = new LogScan();
            for (String line = lines.next(); line != null; line = lines.next()) {
                scan.accept(line);
            }
            return scan.result();
        }
    }

    /** Returns the error that made the step fail, from the lines of its log. */
    public static Optional<FirstError> firstError(Iterable<String> lines) {
        LogScan scan = new LogScan();
        for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
            String line = LogLines.plain(all.next());
            scan.accept(line.substring(0, Math.min(LogLines.LONGEST, line.length())));
        }
        return scan.result();
    }

    /**
     * Returns the last lines of a log, without terminal escape sequences. Only the end of the file is read.
     *
     * @param count the maximum number of lines
     * @throws IOException if the log cannot be read
     */
    public static List<String> tail(Path log, int count) throws IOException {
        long size = Files.size(log);
        long wanted = 256L * (count + 1);
        while (true) {
            long start = Math.max(0, size - wanted);
            Deque<String> last = new ArrayDeque<>();
            long read = 0;
            try (SeekableByteChannel channel = Files.newByteChannel(log).position(start);
                    LogLines lines = new LogLines(Channels.newInputStream(channel))) {
                for (String line = lines.next(); line != null; line = lines.next(), read++) {
                    last.add(line);
                    if (last.size() > count) {
                        last.remove();
                    }
                }
            }
            if (start == 0 || read > count) {
                return List.copyOf(last);
            }
            wanted *= 8;
        }
    }
}
