package io.github.mesosbuild.files;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
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
 * The files that a verdict depends on, recorded together with the verdict. As long as none of them has changed, the verdict is still
 * valid and the check need not run again. If anything changed, the check runs again: this is only a cache.
 *
 * <p>A file counts as unchanged if its inode, mode, size and change time are the same (stat(2), {@code st_ctim}, which no program can
 * set back). The answer of a command, such as the version that a wrapper script prints, counts as unchanged if the command gives it
 * again. Several threads may record files at the same time.
 */
public final class FileDependencies implements FileObserver {
    private static final String FORMAT = "mesos-maven-plugin verdict 1";
    private static final String NOT_THERE = "none";

    /** The first field of a line with the answer and the words of a command. */
    private static final String ASKED = "asked";

    private static final String SEPARATOR = "\t";

    /** Safely more than a tick of the kernel's file clock, at most 10 ms: two changes in one tick have the same change time. */
    private static final Duration TICK = Duration.ofMillis(100);

    private final Instant before;
    private final Map<String, String> stamps = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private boolean doubtful;

    /** Runs commands again whose answers belong to a verdict. */
    @FunctionalInterface
    public interface Asker {
        /** Runs no command, so that a verdict that depends on answers is never valid. */
        Asker NONE = command -> Optional.empty();

        /** Returns the answer, as it was given to {@link FileDependencies#asked}; empty if there is none. */
        Optional<String> ask(List<String> command);
    }

    /**
     * Creates an empty set of dependencies.
     *
     * @param start when the check began; a verdict is not recorded if a file changed after this or shortly before it
     */
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

    @Override
    public synchronized void asked(List<String> command, String answer) {
        String words = String.join(SEPARATOR, command);
        String before = answers.putIfAbsent(words, answer);
        doubtful |= before != null && !before.equals(answer)
                || (words + answer).indexOf('\n') >= 0
                || answer.contains(SEPARATOR)
                || command.stream().anyMatch(word -> word.contains(SEPARATOR));
    }

    /**
     * Records a directory and everything in it.
     *
     * @throws IOException if the directory cannot be read
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

    /** Reads the attributes of a link's target, or of the link itself if it is dangling. */
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
     * Records a verdict, unless a file changed during the check or could not be examined.
     *
     * @param asked the question that the verdict answers
     * @param lines the verdict, without line terminators
     * @return whether the verdict was recorded
     * @throws IOException if the record cannot be written
     */
    public synchronized boolean keep(Path record, String asked, List<String> lines) throws IOException {
        if (doubtful || lines.stream().anyMatch(line -> line.indexOf('\n') >= 0)) {
            return false;
        }
        StringBuilder text = new StringBuilder(FORMAT + '\n' + oneLine(asked) + '\n' + lines.size() + '\n');
        lines.forEach(line -> text.append(line).append('\n'));
        stamps.forEach(
                (name, stamp) -> text.append(stamp).append(' ').append(name).append('\n'));
        answers.forEach((words, answer) ->
                text.append(String.join(SEPARATOR, ASKED, answer, words)).append('\n'));
        AtomicFile.write(record, text.append("end\n").toString().getBytes(StandardCharsets.UTF_8), AtomicFile.PRIVATE);
        return true;
    }

    /**
     * Returns the verdict recorded for the same question, if it is still valid.
     *
     * @param asker repeats the commands that the verdict depends on, once all files are known to be the same
     */
    public static Optional<List<String>> recall(Path record, String asked, Asker asker) {
        try (BufferedReader reader = open(record)) {
            if (!FORMAT.equals(reader.readLine()) || !oneLine(asked).equals(reader.readLine())) {
                return Optional.empty();
            }
            List<String> lines = verdict(reader);
            List<List<String>> answers = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.equals("end")) {
                    return answers.stream().allMatch(answer -> isSame(answer, asker))
                            ? Optional.of(lines)
                            : Optional.empty();
                }
                if (line.startsWith(ASKED + SEPARATOR)) {
                    answers.add(List.of(line.split(SEPARATOR, -1)));
                    continue;
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

    /** Returns the recorded verdict, whether it is still valid or not; empty if the file contains none. */
    public static Optional<List<String>> kept(Path record) {
        try (BufferedReader reader = open(record)) {
            if (!FORMAT.equals(reader.readLine()) || reader.readLine() == null) {
                return Optional.empty();
            }
            return Optional.of(verdict(reader));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** A record names commands, so that one of somebody else would run theirs. */
    private static BufferedReader open(Path record) throws IOException {
        if (!Ownership.mayBelieve(record)) {
            throw new FileSystemException(record.toString(), null, "belongs to somebody else");
        }
        return Files.newBufferedReader(record);
    }

    /** @param answer the marker, the answer, and the words of the command */
    private static boolean isSame(List<String> answer, Asker asker) {
        return asker.ask(answer.subList(2, answer.size()))
                .filter(answer.get(1)::equals)
                .isPresent();
    }

    private static List<String> verdict(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int left = Integer.parseInt(reader.readLine()); left > 0; left--) {
            String line = reader.readLine();
            if (line == null) {
                throw new EOFException("The record ends early.");
            }
            lines.add(line);
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
