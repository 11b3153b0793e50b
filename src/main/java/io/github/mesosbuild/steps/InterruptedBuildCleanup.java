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
 * Takes out of a build tree what a make that was cut off left half-written and the next make would take for finished, because it
 * only compares times. A make that gets TERM or INT removes such targets itself (GNU make manual, 5.6); one that is killed, or
 * whose machine ran out of space, cannot.
 *
 * <p>When the end came is known from the last sign of life of the run, which was noted about twice a second. Of the files that
 * were written since the run began:
 *
 * <ul>
 *   <li>An object, program, library or archive whose structure is not whole ({@link TruncationCheck}) is removed, whenever it was
 *       written, and with {@code .libs/x.o} also {@code x.lo}, which is the target that make sees (libtool manual, 2.1).
 *   <li>A whole object is kept, even the last one: compiling is the work that is to be saved. The compiler has the assembler write
 *       it in one go; the structure is what comes last.
 *   <li>All else that was written in the last {@link #WINDOW} is removed, for nothing tells whether it is whole: generated sources,
 *       stamps, {@code .la} files, and programs, libraries and archives, for some linkers write these in any order and linking
 *       anew compiles nothing. The beginning of that time is put into the longest pause between two such files, so that files which
 *       one command made one after the other are removed together or not at all: make knows only one of them by name.
 *   <li>Of these, a file that a list of dependencies names ({@code .Po}, {@code .Plo}, {@code .d}; GCC manual, "-MD") is whole and
 *       kept, and so are those of its stem beside it ({@code x.pb.cc} beside {@code x.pb.h}): a compiler read it, and make had
 *       waited for the command that made it. Otherwise all objects that include it would be compiled again.
 *   <li>What config.status, Automake's rules and libtool put in place by a rename ({@code Makefile}, {@code .Po}, {@code .lo}) is
 *       whole and kept. A {@code .d} is emptied instead of removed, for a Makefile may name it.
 * </ul>
 *
 * <p>Not found is a file that is not a binary, of a command that wrote to it, then wrote nothing for longer than that time, and was
 * killed.
 */
final class InterruptedBuildCleanup {
    /** How long before the last sign of life a file may have been written by what was cut off. */
    static final Duration WINDOW = Duration.ofSeconds(2);

    private static final Pattern RENAMED_INTO_PLACE =
            Pattern.compile("Makefile|config\\.status|config\\.h|libtool|.*\\.(Po|Plo|lo)");

    private static final Pattern DEPENDENCIES = Pattern.compile(".*\\.(Tpo|Po|Plo|d)");
    private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s:\\\\])+");
    private static final Pattern LEADING_DOTS = Pattern.compile("^(\\.{1,2}/)+");

    /**
     * What was found.
     *
     * @param objects the names of the whole objects, without directories
     * @param removed what was removed, by its path in the tree
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
     * @param since when the run began that was cut off
     * @param lastSign when it was last known to live
     * @throws IOException if a file cannot be read or removed
     */
    static Found clean(Path tree, Instant since, Instant lastSign) throws IOException {
        InterruptedBuildCleanup salvage = new InterruptedBuildCleanup(tree, since);
        salvage.look();
        Instant start = salvage.startOfWindow(lastSign);
        salvage.unsure.removeIf(candidate -> candidate.written().isBefore(start));
        if (!salvage.unsure.isEmpty()) {
            Set<Path> whole = salvage.read();
            for (Candidate candidate : salvage.unsure) {
                if (!whole.contains(stem(candidate.file()))) {
                    salvage.takeOut(candidate.file());
                }
            }
        }
        return new Found(salvage.objects, salvage.removed);
    }

    private void look() throws IOException {
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

    /** The middle of the longest pause that lies between one and three windows before the last sign of life. */
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

    /** The stems of the unsure files that a compiler has read. */
    private Set<Path> read() throws IOException {
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

    private void takeOut(Path file) throws IOException {
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
