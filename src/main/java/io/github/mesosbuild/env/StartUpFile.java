package io.github.mesosbuild.env;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.Optional;

/** A file that may be a symbolic link. Its target is read and replaced, and keeps its mode, owner, access control list and hard links. */
final class StartUpFile {
    /** The limit of Linux (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private static final int OWNER_WRITES = 0200;

    /** Creates an empty file for the new content in the directory of the old file. */
    @FunctionalInterface
    interface Staging {
        Path create(Path directory) throws IOException;
    }

    private final Path named;
    private final Path real;
    private final Staging staging;

    StartUpFile(Path named, Staging staging) throws ShellBlockException, IOException {
        this.named = named;
        this.real = real(named);
        this.staging = staging;
        if (Files.exists(real) && !Files.isRegularFile(real)) {
            throw ShellBlockException.unusable(named, "is not a regular file");
        }
    }

    private static Path real(Path named) throws ShellBlockException, IOException {
        Path path = named.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(path); links++) {
            if (links == MOST_LINKS) {
                throw ShellBlockException.unusable(named, "is a loop of symbolic links");
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        return path;
    }

    /** Returns the content; empty if the file does not exist. */
    Optional<byte[]> read() throws ShellBlockException, IOException {
        try {
            return Optional.of(Files.readAllBytes(real));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw ShellBlockException.unusable(named, "is not readable");
        }
    }

    /** Creates the file, readable by everyone. */
    void create(byte[] content) throws ShellBlockException, IOException {
        Path directory = real.getParent();
        if (!Files.isDirectory(directory)) {
            throw ShellBlockException.unusable(named, "cannot be created: " + directory + " is not a directory");
        }
        Path staged;
        try {
            staged = staging.create(directory);
        } catch (AccessDeniedException e) {
            throw ShellBlockException.unusable(named, "cannot be created: " + directory + " is not writable");
        }
        try {
            overwrite(staged, content);
            Files.setPosixFilePermissions(staged, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(staged, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    /** Replaces the content atomically, or in place if that is not possible. */
    void replace(byte[] old, byte[] content) throws ShellBlockException, IOException {
        if (replacedAtomically(content)) {
            return;
        }
        if (!Files.isWritable(real)) {
            throw ShellBlockException.unusable(named, "is not writable");
        }
        try {
            overwrite(real, content);
        } catch (IOException e) {
            try {
                overwrite(real, old);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private boolean replacedAtomically(byte[] content) throws IOException {
        // Only the JDK's view "unix" has numeric owners and the number of hard links.
        Map<String, Object> attributes = Files.readAttributes(real, "unix:mode,uid,gid,nlink");
        if ((int) attributes.get("nlink") > 1) {
            return false;
        }
        Path staged;
        try {
            staged = staging.create(real.getParent());
        } catch (AccessDeniedException e) {
            return false;
        }
        try {
            // The JDK copies access control lists and extended attributes (acl(5), xattr(7)), but has no other access
            // to all of them.
            Files.copy(real, staged, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.setAttribute(staged, "unix:mode", (int) attributes.get("mode") | OWNER_WRITES);
            overwrite(staged, content);
            if (!owned(staged, attributes) || !keepsExtendedAttributes(staged)) {
                return false;
            }
            Files.setAttribute(staged, "unix:mode", attributes.get("mode"));
            return moved(staged);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    /** A file system that lost one of the attributes that can be listed lost others too. */
    private boolean keepsExtendedAttributes(Path staged) throws IOException {
        UserDefinedFileAttributeView before = Files.getFileAttributeView(real, UserDefinedFileAttributeView.class);
        UserDefinedFileAttributeView after = Files.getFileAttributeView(staged, UserDefinedFileAttributeView.class);
        try {
            return before == null || after != null && after.list().containsAll(before.list());
        } catch (IOException noneSupported) {
            return true;
        }
    }

    private static boolean owned(Path staged, Map<String, Object> attributes) throws IOException {
        for (String owner : new String[] {"uid", "gid"}) {
            if (!attributes.get(owner).equals(Files.getAttribute(staged, "unix:" + owner))) {
                try {
                    Files.setAttribute(staged, "unix:" + owner, attributes.get(owner));
                } catch (FileSystemException e) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A file that is itself a mount point, as in containers, cannot be replaced by a rename (EBUSY, rename(2)). */
    private boolean moved(Path staged) throws IOException {
        try {
            Files.move(staged, real, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    /** Truncates the file last, so that the space of the old content stays reserved until the new content is written. */
    private static void overwrite(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.truncate(content.length);
            channel.force(true);
        }
    }

    void delete() throws ShellBlockException, IOException {
        try {
            Files.delete(real);
        } catch (AccessDeniedException e) {
            throw ShellBlockException.unusable(named, "cannot be removed: " + real.getParent() + " is not writable");
        }
    }
}
