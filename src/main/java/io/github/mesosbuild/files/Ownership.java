package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The users whose files may be believed. In a directory of somebody else, a file can become a link to another one at any time.
 *
 * @param user the numeric ID of the user that owns the files this process creates
 */
public record Ownership(int user) {
    private static final int ROOT = 0;

    /**
     * Returns the ownership as this process sees it. Changes nothing where there is {@code /proc}: a file that is created changes its
     * directory, on which a record of an earlier verdict may depend.
     *
     * @param probe a directory that this process can write to, for systems without {@code /proc}
     * @throws IOException if the user cannot be determined
     */
    public static Ownership ofThisProcess(Path probe) throws IOException {
        Path self = Path.of("/proc/self");
        return new Ownership(Files.isDirectory(self) ? owner(self.toRealPath()) : ownerOfNewFile(probe));
    }

    /**
     * Returns the name of the owner of a directory, or of a link to one, if that is neither this user nor root, whom every user has to
     * trust. The owner of new files
     * counts as this user: NFS may map root to nobody.
     *
     * @return empty also if the directory does not exist, or this system has no such owners
     */
    public static Optional<String> stranger(Path directory) {
        try {
            if (Files.isSymbolicLink(directory) && !ofThisProcess(directory).isOurs(directory)) {
                return Optional.of(
                        Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName());
            }
            Path real = directory.toRealPath();
            return ofThisProcess(real).isOurs(real) || owner(real) == ownerOfNewFile(real)
                    ? Optional.empty()
                    : Optional.of(Files.getOwner(directory).getName());
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether a file was written by this user, or by root, who could change everything anyway. A symbolic link counts as
     * itself.
     *
     * @throws IOException if the file cannot be examined
     */
    public boolean isOurs(Path file) throws IOException {
        int owner = owner(file);
        return owner == user || owner == ROOT;
    }

    /**
     * Returns whether a file of a verdict may be believed: whether this user or root wrote it. One that does not exist may.
     *
     * @throws IOException if the file cannot be examined
     */
    public static boolean mayBelieve(Path file) throws IOException {
        return !Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                || ofThisProcess(file.toAbsolutePath().getParent()).isOurs(file);
    }

    private static int owner(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int ownerOfNewFile(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, ".owner", "");
        try {
            return owner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
