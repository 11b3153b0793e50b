package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Deletes, copies and moves directory trees without following symbolic links. */
public final class Trees {
    /** The start of the reason why a tree with a mount point is not deleted. */
    public static final String MOUNTED = "a file system is mounted at ";

    private Trees() {}

    /** Returns whether a file exists; a dangling link counts as existing. */
    public static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes a directory if it is empty and the user is permitted to; ignores anything else. */
    public static void deleteIfEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.delete(directory);
        } catch (FileSystemException notEmptyOrInUse) {
            // It is kept.
        }
    }

    /**
     * Deletes a tree, including directories without write permission. A tree that does not exist is not an error.
     *
     * @throws IOException if a file system is mounted in the tree, and then nothing is deleted, or if a file or directory could not be
     *     deleted
     */
    public static void delete(Path root) throws IOException {
        if (!exists(root)) {
            return;
        }
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            requireNoMount(root);
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                makeWritable(directory);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The files of a mounted file system are not a part of the tree, and the mount point could not be removed. */
    private static void requireNoMount(Path root) throws IOException {
        List<Path> points = Mounts.now().in(root);
        if (!points.isEmpty()) {
            throw new FileSystemException(root.toString(), null, MOUNTED + points.get(0));
        }
    }

    private static void makeWritable(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        Set<PosixFilePermission> wanted = EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
        if (!permissions.containsAll(wanted)) {
            wanted.addAll(permissions);
            Files.setPosixFilePermissions(directory, wanted);
        }
    }

    /**
     * Copies a tree with its permissions, links and modification times.
     *
     * @param target must not exist
     * @throws IOException if a file could not be copied; files copied so far are kept
     */
    public static void copy(Path source, Path target) throws IOException {
        List<Path> directories = new ArrayList<>();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(target.resolve(source.relativize(directory)));
                directories.add(directory);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        target.resolve(source.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
        for (int i = directories.size() - 1; i >= 0; i--) {
            Path directory = directories.get(i);
            Path copied = target.resolve(source.relativize(directory));
            Files.setPosixFilePermissions(copied, Files.getPosixFilePermissions(directory));
            FileTime time = Files.getLastModifiedTime(directory);
            Files.setLastModifiedTime(copied, time);
        }
    }

    /** Returns the total size of a tree's files in bytes. Unreadable and vanished files are skipped. */
    public static long size(Path root) {
        long[] bytes = {0};
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += attributes.isRegularFile() ? attributes.size() : 0;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("no method of the visitor throws it", e);
        }
        return bytes[0];
    }

    /**
     * Moves a finished file or tree to its final name atomically. An existing file is replaced.
     *
     * @throws IOException if the two are on different file systems, or the move failed
     */
    public static void moveIntoPlace(Path staged, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(staged + " and " + target + " are on different file systems", e);
        }
    }
}
