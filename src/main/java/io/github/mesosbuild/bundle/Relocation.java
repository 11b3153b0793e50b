package io.github.mesosbuild.bundle;

import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Tells the files of an unpacked bundle where they will be. */
final class Relocation {
    /** The maximum of what is written into text files, in bytes. A short file can name the directory very often. */
    private static final long LARGEST = 256L << 20;

    private static final int PART = 1 << 16;

    private Relocation() {}

    /**
     * Replaces the name of a directory in text files.
     *
     * @param tree the unpacked bundle
     * @param texts the paths of the files
     * @param old the text in place of the directory
     * @param prefix the directory in which the installation will be
     * @throws IOException if a path is not that of a text file in the tree, the text files become larger than 256 MiB together, or a
     *     file cannot be written
     */
    static void place(Path tree, List<String> texts, String old, Path prefix) throws IOException {
        Path root = tree.toRealPath();
        long room = LARGEST;
        for (String path : texts) {
            Path file = in(tree, path);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !file.getParent().toRealPath().startsWith(root)) {
                throw notText(path);
            }
            try {
                room -= write(file, old, prefix, room);
            } catch (CharacterCodingException e) {
                throw notText(path);
            }
        }
    }

    private static Path in(Path tree, String path) throws IOException {
        try {
            return PathNames.in(tree, path);
        } catch (InvalidPathException notInThisLocale) {
            throw notText(path);
        }
    }

    private static IOException notText(String path) {
        return new IOException("'" + VisibleText.of(path) + "' is not a text file of the bundle");
    }

    /**
     * Replaces the file, which may be a second name of another file.
     *
     * @return how many characters were written
     */
    private static long write(Path file, String old, Path prefix, long room) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        FileTime time = Files.getLastModifiedTime(file);
        long written = 0;
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Files.delete(file);
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
                StringBuilder text = new StringBuilder();
                char[] part = new char[PART];
                for (int length = in.read(part); length >= 0 || text.length() > 0; length = in.read(part)) {
                    text.append(part, 0, Math.max(length, 0));
                    String replaced = text.toString().replace(old, prefix.toString());
                    // The name can begin in one part and end in the next.
                    int keep = length < 0 ? 0 : beginning(replaced, old);
                    out.write(replaced, 0, replaced.length() - keep);
                    written += replaced.length() - keep;
                    text.setLength(0);
                    text.append(replaced, replaced.length() - keep, replaced.length());
                    if (written > room) {
                        throw new IOException(
                                "the text files of the bundle have more than " + (LARGEST >> 20) + " MiB together");
                    }
                }
            }
        }
        Files.setPosixFilePermissions(file, permissions);
        Files.setLastModifiedTime(file, time);
        return written;
    }

    /** Returns how many characters at the end of a text are the beginning of another one. */
    private static int beginning(String text, String old) {
        for (int length = Math.min(old.length() - 1, text.length()); length > 0; length--) {
            if (text.regionMatches(text.length() - length, old, 0, length)) {
                return length;
            }
        }
        return 0;
    }
}
