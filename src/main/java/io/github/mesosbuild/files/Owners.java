package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Owners of directories. In a directory of somebody else, a file can become a link to another one at any time. */
public final class Owners {
    private static final String OWNER = "unix:uid";
    private static final Integer ROOT = 0;

    private Owners() {}

    /**
     * Returns the name of a directory's owner if that is neither this user nor root, whom every user has to trust.
     *
     * @return empty also if the directory does not exist, or this user cannot write to it
     */
    public static Optional<String> stranger(Path directory) {
        try {
            Object owner = Files.getAttribute(directory, OWNER);
            return owner.equals(ROOT) || owner.equals(ownUser(directory))
                    ? Optional.empty()
                    : Optional.of(Files.getOwner(directory).getName());
        } catch (IOException | UnsupportedOperationException notThere) {
            return Optional.empty();
        }
    }

    /** Returns the user that files created there have: not always this process's, as on NFS that maps root to nobody. */
    private static Object ownUser(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, ".owner", null);
        try {
            return Files.getAttribute(probe, OWNER);
        } finally {
            Files.delete(probe);
        }
    }
}
