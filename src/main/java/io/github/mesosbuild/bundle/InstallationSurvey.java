package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.Packer;
import io.github.mesosbuild.host.Parallel;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * What is in the files of an installation that depends on its directory, found by reading all of them.
 *
 * <p>In its edition for other directories, run paths are relative, text files have a {@link #PLACEHOLDER} in place of the directory, and
 * links lead from where they are. Where a program contains the directory in any other place, it stays: a name in a program cannot
 * become longer, and whoever compiled it may have counted its letters.
 */
public final class InstallationSurvey implements Packer.Edition {
    /** What text files of a bundle contain in place of the installation's directory. */
    public static final String PLACEHOLDER = "@mesos-maven-plugin:prefix@";

    /** A zip archive (APPNOTE.TXT 4.3.7), as jars are. */
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** The maximum size of all text files with the directory together, in bytes. They are in memory until they are packed. */
    private static final long LARGEST_TEXTS = 64L << 20;

    private final Path tree;
    private final Path prefix;
    private final byte[] wanted;
    private final SortedMap<Path, ElfFile> programs = new TreeMap<>();
    private final Map<Path, List<Patch>> patches = new TreeMap<>();
    private final Map<Path, byte[]> texts = new TreeMap<>();
    private final SortedMap<String, String> kept = new TreeMap<>();
    private final SortedMap<Path, String> digests = new TreeMap<>();
    private final Set<Path> chosen = new HashSet<>();
    private long textBytes;

    private InstallationSurvey(Path tree, Path prefix) {
        this.tree = tree;
        this.prefix = prefix;
        this.wanted = prefix.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an installation.
     *
     * @param prefix the directory that it was made for and is in
     * @param paths the paths of its files and directories in that directory
     * @param threads how many files are read at once, usually as many as there are cores
     * @throws RelocationException if a file cannot be made independent of the directory
     * @throws IOException if a file cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    public static InstallationSurvey of(Path prefix, Set<String> paths, int threads)
            throws RelocationException, IOException, InterruptedException {
        return of(prefix, prefix, paths, threads);
    }

    /**
     * Reads an installation that is not in the directory that it was made for.
     *
     * @param tree the directory that it is in
     * @param prefix the directory that it was made for
     * @param paths the paths of its files and directories in that directory
     * @param threads how many files are read at once, usually as many as there are cores
     * @throws RelocationException if a file cannot be made independent of the directory; of several, the first one by its path, and texts
     *     after all others
     * @throws IOException if a file cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    static InstallationSurvey of(Path tree, Path prefix, Set<String> paths, int threads)
            throws RelocationException, IOException, InterruptedException {
        InstallationSurvey survey = new InstallationSurvey(tree, prefix);
        List<Callable<Optional<Seen>>> looks = new ArrayList<>();
        for (String path : new TreeSet<>(paths)) {
            for (Path at = Path.of(path); at != null; at = at.getParent()) {
                survey.chosen.add(at);
            }
        }
        for (String path : new TreeSet<>(paths)) {
            looks.add(() -> survey.look(Path.of(path)));
        }
        try {
            for (Optional<Seen> seen : Parallel.all(looks, threads)) {
                if (seen.isPresent()) {
                    survey.add(seen.get());
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RelocationException refused) {
                throw refused;
            }
            throw Parallel.unexpected(e);
        }
        return survey;
    }

    /**
     * What one file is.
     *
     * @param kept where the directory stays in it
     * @param text whether it is a text with the directory
     * @param sha256 its digest, with the patches
     */
    private record Seen(
            Path path,
            Optional<ElfFile> elf,
            List<Patch> patches,
            Optional<String> kept,
            boolean text,
            String sha256) {}

    private void add(Seen seen) throws RelocationException, IOException {
        Path path = seen.path();
        seen.elf().ifPresent(elf -> programs.put(path, elf));
        if (!seen.patches().isEmpty()) {
            patches.put(path, seen.patches());
        }
        seen.kept().ifPresent(place -> kept.put(path.toString(), place));
        digests.put(path, seen.sha256());
        if (seen.text()) {
            byte[] text = portable(path, bytes(path, tree.resolve(path)));
            texts.put(path, text);
            digests.put(path, HexFormat.of().formatHex(PatchedFile.sha256().digest(text)));
        }
    }

    private Optional<Seen> look(Path path) throws RelocationException, IOException {
        Path file = tree.resolve(path);
        if (Files.isSymbolicLink(file)) {
            requireInside(path, file);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<ElfFile> elf = read(path, file);
        List<Patch> relative = elf.isPresent() ? RunPaths.relative(elf.get(), path, prefix) : List.of();
        PatchedFile content = new PatchedFile(file, relative);
        PatchedFile.Scan found = content.scan(ZIP, wanted);
        boolean text = false;
        Optional<String> kept = Optional.empty();
        if (found.begins()) {
            kept = entryWith(file).map(entry -> "in its entry " + entry);
        } else if (found.contains()) {
            text = elf.isEmpty() && !content.contains(new byte[1]);
            kept = text ? Optional.empty() : Optional.of(elf.isPresent() ? "compiled in" : "in a binary file");
        }
        return Optional.of(new Seen(path, elf, relative, kept, text, found.sha256()));
    }

    private static Optional<ElfFile> read(Path path, Path file) throws RelocationException, IOException {
        try {
            return ElfFile.read(file);
        } catch (ElfFile.NarrowException e) {
            throw RelocationException.narrow(path);
        }
    }

    /** Unpacking refuses a link that leads anywhere else. */
    private void requireInside(Path path, Path link) throws RelocationException, IOException {
        Path old = Files.readSymbolicLink(link);
        Path target = target(path, old);
        if (target.isAbsolute() || !link.resolveSibling(target).normalize().startsWith(tree.normalize())) {
            throw RelocationException.linkOutside(path, old);
        }
    }

    private PatchedFile patched(Path path, Path file) {
        return new PatchedFile(file, patches.getOrDefault(path, List.of()));
    }

    private byte[] bytes(Path path, Path file) throws RelocationException, IOException {
        textBytes += Files.size(file);
        if (textBytes > LARGEST_TEXTS) {
            throw RelocationException.textsTooLarge(path, LARGEST_TEXTS);
        }
        return Files.readAllBytes(file);
    }

    private byte[] portable(Path path, byte[] bytes) throws RelocationException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.contains(PLACEHOLDER)) {
            throw RelocationException.placeholder(path, PLACEHOLDER);
        }
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw RelocationException.notUtf8(path);
        }
        return PrefixText.replaced(text, prefix, PLACEHOLDER, chosen::contains).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the entry of a zip archive that contains the directory; empty if there is none, or the archive cannot be read. */
    private Optional<String> entryWith(Path file) throws IOException {
        ByteSearch search = new ByteSearch(wanted);
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (search.isIn(zip)) {
                    return Optional.of(entry.getName());
                }
            }
            return Optional.empty();
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Returns the programs and shared libraries by their path in the installation. */
    public SortedMap<Path, ElfFile> programs() {
        return programs;
    }

    /** Returns the paths of the text files that contain the installation's directory. */
    public List<String> texts() {
        return texts.keySet().stream().map(Path::toString).toList();
    }

    /** Returns the files in which the installation's directory stays, with the place, such as {@code compiled in}. */
    public SortedMap<String, String> kept() {
        return kept;
    }

    /** Returns the paths of the installation. */
    List<Path> paths() {
        return chosen.stream().sorted().toList();
    }

    /** Returns the SHA-256 that each file has in this edition, in hexadecimal. */
    SortedMap<Path, String> digests() {
        return digests;
    }

    /** Returns whether a file is different in this edition. */
    boolean changes(Path path) {
        return texts.containsKey(path) || patches.containsKey(path);
    }

    /** Returns whether a path is one of the installation's, or a directory above one. */
    boolean has(Path path) {
        return chosen.contains(path);
    }

    @Override
    public Packer.Content content(Path path, Path file) throws IOException {
        byte[] text = texts.get(path);
        return text == null
                ? patched(path, file)
                : new Packer.Content() {
                    @Override
                    public long size() {
                        return text.length;
                    }

                    @Override
                    public void writeTo(OutputStream out) throws IOException {
                        out.write(text);
                    }
                };
    }

    @Override
    public Path target(Path path, Path target) {
        Path directory = prefix.resolve(path).getParent();
        if (!target.isAbsolute() || !target.normalize().startsWith(prefix)) {
            return target;
        }
        Path relative = directory.relativize(target.normalize());
        return relative.toString().isEmpty() ? Path.of(".") : relative;
    }
}
