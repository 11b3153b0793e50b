package io.github.mesosbuild.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A verdict with everything that it rests on, kept in a file: as long as all of that is as it was, the verdict still stands and
 * need not be found again. A file counts as the same if its inode, mode, size and time of change are (stat(2), {@code st_ctim}:
 * no program can set that back). Who sees that something is not the same finds the verdict again; so this saves time only.
 *
 * <p>For use by several threads while it is filled.
 */
public final class FileDependencies implements FileObserver {
    private static final String FORMAT = "mesos-maven-plugin verdict 1";
    private static final String NOT_THERE = "none";

    /** The kernel's clock of files ticks every 10 ms at worst: what changes in the same tick has the same time. */
    private static final Duration TICK = Duration.ofMillis(100);

    private final Instant before;
    private final Map<String, String> stamps = new LinkedHashMap<>();
    private boolean doubtful;

    /** @param start when the search for the verdict began: it does not stand if anything changed since, or shortly before */
    public FileDependencies(Instant start) {
        this.before = start.minus(TICK);
    }

    @Override
    public synchronized void saw(Path file) {
        String name = file.toString();
        if (!stamps.containsKey(name)) {
            stamps.put(name, name.indexOf('\n') >= 0 ? doubt() : stamp(file));
        }
    }

    /**
     * Calls {@link #saw} for a directory and for everything below it.
     *
     * @throws IOException if it cannot be read
     */
    public void sawTree(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                saw(below);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                saw(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private String stamp(Path file) {
        try {
            Map<String, Object> attributes = attributes(file);
            if (((FileTime) attributes.get("ctime")).toInstant().isAfter(before)) {
                return doubt();
            }
            return text(attributes);
        } catch (NoSuchFileException e) {
            return NOT_THERE;
        } catch (IOException | RuntimeException e) {
            return doubt();
        }
    }

    private String doubt() {
        doubtful = true;
        return NOT_THERE;
    }

    /** Of what a link leads to; of the link itself if it leads nowhere. */
    private static Map<String, Object> attributes(Path file) throws IOException {
        String names = "unix:mode,size,ino,ctime";
        try {
            return Files.readAttributes(file, names);
        } catch (NoSuchFileException e) {
            return Files.readAttributes(file, names, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static String text(Map<String, Object> attributes) {
        FileTime changed = (FileTime) attributes.get("ctime");
        return attributes.get("ino") + "," + attributes.get("mode") + "," + attributes.get("size") + ","
                + changed.to(TimeUnit.NANOSECONDS);
    }

    /**
     * Keeps a verdict, unless it is doubtful: because a file changed while it was found, or cannot be looked at.
     *
     * @param asked what it is the answer to
     * @param lines the verdict, without line ends
     * @return whether it was kept
     * @throws IOException if it cannot be written
     */
    public synchronized boolean keep(Path record, String asked, List<String> lines) throws IOException {
        if (doubtful || lines.stream().anyMatch(line -> line.indexOf('\n') >= 0)) {
            return false;
        }
        StringBuilder text = new StringBuilder(FORMAT + '\n' + oneLine(asked) + '\n' + lines.size() + '\n');
        lines.forEach(line -> text.append(line).append('\n'));
        stamps.forEach(
                (name, stamp) -> text.append(stamp).append(' ').append(name).append('\n'));
        AtomicFile.write(record, text.append("end\n").toString().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    /** The lines of a verdict that was kept as the answer to the same question, if it still stands. */
    public static Optional<List<String>> recall(Path record, String asked) {
        try (BufferedReader reader = Files.newBufferedReader(record)) {
            if (!FORMAT.equals(reader.readLine()) || !oneLine(asked).equals(reader.readLine())) {
                return Optional.empty();
            }
            List<String> lines = verdict(reader);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.equals("end")) {
                    return Optional.of(lines);
                }
                int blank = line.indexOf(' ');
                if (!line.substring(0, blank).equals(now(Path.of(line.substring(blank + 1))))) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The lines of a verdict that was kept, whether it still stands or not; empty if the file holds none. */
    public static Optional<List<String>> kept(Path record) {
        try (BufferedReader reader = Files.newBufferedReader(record)) {
            if (!FORMAT.equals(reader.readLine()) || reader.readLine() == null) {
                return Optional.empty();
            }
            return Optional.of(verdict(reader));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static List<String> verdict(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int left = Integer.parseInt(reader.readLine()); left > 0; left--) {
            lines.add(reader.readLine());
        }
        return lines;
    }

    private static String oneLine(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String now(Path file) throws IOException {
        try {
            return text(attributes(file));
        } catch (NoSuchFileException e) {
            return NOT_THERE;
        }
    }
}
