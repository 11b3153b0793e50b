package io.github.mesosbuild.bundle;

import io.github.mesosbuild.files.PathNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Tells the files of an unpacked bundle where they will be. */
final class Relocation {
    private static final long LARGEST = 64L << 20;

    private Relocation() {}

    /**
     * Replaces the placeholder in text files.
     *
     * @param tree the unpacked bundle
     * @param texts the paths of the files
     * @param prefix the directory in which the installation will be
     * @throws IOException if a path is not that of a text file in the tree, or the file cannot be written
     */
    static void place(Path tree, List<String> texts, Path prefix) throws IOException {
        Path root = tree.toRealPath();
        for (String path : texts) {
            Path file = PathNames.in(tree, path);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !file.getParent().toRealPath().startsWith(root)
                    || Files.size(file) > LARGEST) {
                throw new IOException("'" + path + "' is not a text file of the bundle");
            }
            write(
                    file,
                    Files.readString(file, StandardCharsets.UTF_8)
                            .replace(InstallationSurvey.PLACEHOLDER, prefix.toString()));
        }
    }

    /** Replaces the file, which may be a second name of another file. */
    private static void write(Path file, String text) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        FileTime time = Files.getLastModifiedTime(file);
        Files.delete(file);
        Files.writeString(file, text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, permissions);
        Files.setLastModifiedTime(file, time);
    }
}
