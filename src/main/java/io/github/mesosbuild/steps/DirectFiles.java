package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that {@code make install} writes to a prefix although it was given a {@code DESTDIR}.
 *
 * <p>While it runs, a mark beside a prefix that was empty tells that everything in the prefix is the plugin's own, even if this process
 * is killed.
 */
final class DirectFiles {
    private final Path prefix;
    private final boolean fresh;
    private final Map<String, String> before = new HashMap<>();

    private DirectFiles(Path prefix, boolean fresh) {
        this.prefix = prefix;
        this.fresh = fresh;
    }

    /**
     * Records the files in a prefix.
     *
     * @throws IOException if the prefix cannot be read, or its mark cannot be written
     */
    static DirectFiles before(Path prefix) throws IOException {
        Set<String> paths = Files.isDirectory(prefix) ? InstallManifest.pathsIn(prefix) : Set.of();
        boolean record = Files.exists(prefix.resolve(InstallationStore.RECORD));
        DirectFiles files = new DirectFiles(prefix, paths.isEmpty() && !record);
        for (String path : paths) {
            files.before.put(path, stamp(prefix.resolve(path)));
        }
        if (files.fresh) {
            Files.createDirectories(prefix.getParent());
            Files.write(mark(prefix), new byte[0]);
        }
        return files;
    }

    /** Returns the file that marks everything in a prefix as the plugin's own. */
    static Path mark(Path prefix) {
        return prefix.resolveSibling("." + prefix.getFileName() + ".installing");
    }

    /** Returns whether the prefix was empty or did not exist. */
    boolean fresh() {
        return fresh;
    }

    /**
     * Moves what was written since to a staged tree, together with the files of the installation that was there before, which
     * {@code make install} may have left as they were. If it failed, records the files as the plugin's own.
     *
     * @return how many files were written since
     */
    int take(boolean complete, Path staged) throws IOException {
        if (!Files.isDirectory(prefix)) {
            return 0;
        }
        Set<String> own = fresh ? new HashSet<>() : InstallManifest.of(prefix);
        Set<String> written = new TreeSet<>();
        for (String path : InstallManifest.pathsIn(prefix)) {
            String earlier = before.get(path);
            if (earlier == null || own.contains(path) && !earlier.equals(stamp(prefix.resolve(path)))) {
                written.add(path);
            }
        }
        int files = (int) written.stream()
                .filter(path -> !isDirectory(prefix.resolve(path)))
                .count();
        if (files > 0) {
            own.addAll(written);
            if (complete) {
                move(new TreeSet<>(own), staged);
            } else {
                InstallationStore.recordPartial(prefix, own);
            }
        }
        return files;
    }

    /** Removes the mark. */
    void forget() throws IOException {
        Files.deleteIfExists(mark(prefix));
    }

    private void move(TreeSet<String> paths, Path staged) throws IOException {
        Files.createDirectories(staged);
        Files.setPosixFilePermissions(staged, Files.getPosixFilePermissions(prefix));
        for (String path : paths) {
            Path from = prefix.resolve(path);
            Path to = staged.resolve(path);
            if (isDirectory(from)) {
                if (!Trees.exists(to)) {
                    Files.createDirectories(to);
                    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
                }
            } else if (Trees.exists(from) && !Trees.exists(to)) {
                Files.createDirectories(to.getParent());
                Files.move(from, to);
            }
        }
        for (String path : paths.stream().sorted(Comparator.reverseOrder()).toList()) {
            if (isDirectory(prefix.resolve(path))) {
                Trees.deleteIfEmpty(prefix.resolve(path));
            }
        }
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String stamp(Path file) throws IOException {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(file, "unix:ino,size,ctime", LinkOption.NOFOLLOW_LINKS);
            return attributes.get("ino") + " " + attributes.get("size") + " " + attributes.get("ctime");
        } catch (NoSuchFileException gone) {
            return "";
        }
    }
}
