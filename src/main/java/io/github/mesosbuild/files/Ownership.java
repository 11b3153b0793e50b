package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The users whose files may be believed. In a directory of somebody else, a file can become a link to another one at any time.
 *
 * @param user the numeric ID of the user that owns the files which this process creates
 */
public record Ownership(int user) {
    private static final int ROOT = 0;

    /**
     * Returns the ownership of the files that this process creates in a directory. That is not always the process's user: NFS
     * may map root to nobody.
     *
     * @param directory the directory; if it is not writable, the process's own user counts
     * @throws IOException if the user cannot be determined
     */
    public static Ownership in(Path directory) throws IOException {
        try {
            Path probe = Files.createTempFile(directory, ".owner", "");
            try {
                return new Ownership(owner(probe));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException notWritable) {
            return new Ownership(owner(Path.of("/proc/self").toRealPath()));
        }
    }

    /**
     * Returns the name of a directory's owner if that is neither this user nor root, whom every user has to trust.
     *
     * @return empty also if the directory does not exist, or this system has no such owners
     */
    public static Optional<String> stranger(Path directory) {
        try {
            return owner(directory.toRealPath()) == ROOT || in(directory).isOurs(directory.toRealPath())
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

    private static int owner(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
