package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The users whose files may be believed.
 *
 * @param user the numeric ID of the user that this process runs as
 */
public record Ownership(int user) {
    private static final int ROOT = 0;

    /**
     * Returns the ownership as this process sees it.
     *
     * @param probe a directory that this process can write to, for systems without {@code /proc}
     * @throws IOException if the user cannot be determined
     */
    public static Ownership ofThisProcess(Path probe) throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.isDirectory(self)) {
            return new Ownership(owner(self.toRealPath()));
        }
        Path own = Files.createTempFile(probe, ".owner", "");
        try {
            return new Ownership(owner(own));
        } finally {
            Files.delete(own);
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
