package io.github.mesosbuild.steps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Removes files from a build tree that an interrupted make left truncated. The next make only compares times and would
 * mistake them for finished. A make that gets TERM or INT removes such targets itself (GNU make manual, 5.6); one that
 * is killed, or runs out of disk space, cannot.
 *
 * <p>The end of the run is known from its last sign of life, which is recorded about twice a second. The files that
 * were written since its start are treated like this:
 *
 * <ul>
 *   <li>An object, program, library or archive with an incomplete structure ({@link TruncationCheck}) is removed,
 *       whenever it was written. With {@code .libs/x.o} goes {@code x.lo}, the target that make sees (libtool manual,
 *       2.1).
 *   <li>A complete object is kept, even the last one, because compiling takes the time that is to be saved. The
 *       assembler writes the structure last.
 *   <li>Any other file that was written in the last {@link #WINDOW} is removed, because its completeness cannot be
 *       checked: generated sources, stamps, {@code .la} files, and also programs, libraries and archives, which some
 *       linkers write in any order and which can be linked again without compiling. The start of that window is moved
 *       to the longest pause between two such files, so that files of one command are removed together or not at all;
 *       make knows only one of them by name.
 *   <li>Such a file is kept if a list of dependencies names it ({@code .Po}, {@code .Plo}, {@code .d}; GCC manual,
 *       "-MD"), and so are files next to it with the same stem ({@code x.pb.cc} next to {@code x.pb.h}): a compiler
 *       read it, so make had waited for the command that made it. Otherwise all objects that include it would be
 *       compiled again.
 *   <li>Files that config.status, Automake's rules and libtool rename into place ({@code Makefile}, {@code .Po}, {@code
 *       .lo}) are complete and kept. A {@code .d} file is emptied instead of removed, because a Makefile may include
 *       it.
 * </ul>
 *
 * <p>One case is missed: a command that writes a file which is not a binary, pauses for longer than the window, and is
 * then killed.
 */
final class InterruptedBuildCleanup {
    /** How long before the last sign of life the interrupted command may have written a file. */
    static final Duration WINDOW = Duration.ofSeconds(2);

    private static final Pattern RENAMED_INTO_PLACE =
            Pattern.compile("Makefile|config\\.status|config\\.h|libtool|.*\\.(Po|Plo|lo)");

    private static final Pattern DEPENDENCIES = Pattern.compile(".*\\.(Tpo|Po|Plo|d)");
    private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s:\\\\])+");
    private static final Pattern LEADING_DOTS = Pattern.compile("^(\\.{1,2}/)+");

    /**
     * The result of a cleanup.
     *
     * @param objects the names of the complete objects, without directories
     * @param removed the removed files, as paths in the tree
     */
    record Found(List<String> objects, Set<String> removed) {}

    private record Candidate(Path file, Instant written) {}

    private final Path tree;
    private final Instant since;
    private final Set<String> removed = new TreeSet<>();
    private final List<Candidate> unsure = new ArrayList<>();
    private final List<Path> dependencies = new ArrayList<>();
    private final List<String> objects = new ArrayList<>();

    private InterruptedBuildCleanup(Path tree, Instant since) {
        this.tree = tree;
        this.since = since;
    }

    /**
     * Cleans a tree.
     *
     * @param since the start of the interrupted run
     * @param lastSign its last sign of life
     * @throws IOException if a file cannot be read or removed
     */
    static Found clean(Path tree, Instant since, Instant lastSign) throws IOException {
        InterruptedBuildCleanup cleanup = new InterruptedBuildCleanup(tree, since);
        cleanup.scan();
        Instant start = cleanup.startOfWindow(lastSign);
        cleanup.unsure.removeIf(candidate -> candidate.written().isBefore(start));
        if (!cleanup.unsure.isEmpty()) {
            Set<Path> complete = cleanup.stemsRead();
            for (Candidate candidate : cleanup.unsure) {
                if (!complete.contains(stem(candidate.file()))) {
                    cleanup.removeOrEmpty(candidate.file());
                }
            }
        }
        return new Found(cleanup.objects, cleanup.removed);
    }

    private void scan() throws IOException {
        List<Path> broken = new ArrayList<>();
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Instant written = attributes.lastModifiedTime().toInstant();
                if (attributes.isRegularFile() && !written.isBefore(since)) {
                    if (DEPENDENCIES.matcher(file.getFileName().toString()).matches()) {
                        dependencies.add(file);
                    }
                    switch (TruncationCheck.form(file)) {
                        case OBJECT -> objects.add(file.getFileName().toString());
                        case BROKEN -> broken.add(file);
                        default -> unsure.add(new Candidate(file, written));
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path file : broken) {
            remove(file);
            String name = file.getFileName().toString();
            if (name.endsWith(".o")) {
                Path directory =
                        file.getParent().endsWith(".libs") ? file.getParent().getParent() : file.getParent();
                Path libtools = directory.resolve(name.substring(0, name.length() - 2) + ".lo");
                if (Files.exists(libtools)) {
                    remove(libtools);
                }
            }
        }
    }

    /** Returns the middle of the longest pause between one and three windows before the last sign of life. */
    private Instant startOfWindow(Instant lastSign) {
        Instant latest = lastSign.minus(WINDOW);
        Instant earliest = latest.minus(WINDOW.multipliedBy(2));
        List<Instant> times = new ArrayList<>(List.of(earliest, latest));
        for (Candidate candidate : unsure) {
            if (candidate.written().isAfter(earliest) && candidate.written().isBefore(latest)) {
                times.add(candidate.written());
            }
        }
        times.sort(Comparator.naturalOrder());
        Instant start = latest;
        Duration longest = Duration.ZERO;
        for (int i = times.size() - 1; i > 0; i--) {
            Duration pause = Duration.between(times.get(i - 1), times.get(i));
            if (pause.compareTo(longest) > 0) {
                longest = pause;
                start = times.get(i - 1).plus(pause.dividedBy(2));
            }
        }
        return start;
    }

    /** Returns the stems of the unsure files that a compiler has read. */
    private Set<Path> stemsRead() throws IOException {
        Map<String, List<Path>> unsureByName = unsure.stream()
                .map(Candidate::file)
                .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
        Set<Path> stems = new HashSet<>();
        for (Path list : dependencies) {
            Matcher words = WORD.matcher(Files.readString(list, StandardCharsets.ISO_8859_1));
            while (words.find()) {
                String word = words.group();
                Path read = Path.of(LEADING_DOTS.matcher(word).replaceFirst("").replace("\\ ", " "));
                unsureByName.getOrDefault(String.valueOf(read.getFileName()), List.of()).stream()
                        .filter(file -> file.endsWith(read))
                        .forEach(file -> stems.add(stem(file)));
            }
        }
        return stems;
    }

    private static Path stem(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", ""));
    }

    private void removeOrEmpty(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".d")) {
            Files.write(file, new byte[0]);
        } else if (!RENAMED_INTO_PLACE.matcher(name).matches()) {
            remove(file);
        }
    }

    private void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        removed.add(tree.relativize(file).toString());
    }
}
