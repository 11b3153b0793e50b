package io.github.mesosbuild.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A file as it is at its place.
 *
 * @param content its bytes
 * @param mode as {@code ls -l} shows it without the type
 * @param ofRoot whether it belongs to root and the group root
 */
record PlacedFile(byte[] content, String mode, boolean ofRoot) {
    /**
     * @throws NodeException ({@code NOT_A_FILE}) if it is no file, or cannot be read
     */
    static PlacedFile read(Path place) throws NodeException {
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new NodeException(
                    NodeException.Kind.NOT_A_FILE,
                    place + " is "
                            + (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) ? "a directory" : "no regular file")
                            + ", where a file should be.");
        }
        try {
            return new PlacedFile(
                    Files.readAllBytes(place),
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(place)),
                    isOfRoot(place));
        } catch (IOException e) {
            throw new NodeException(
                    NodeException.Kind.NOT_A_FILE, place + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Whether something belongs to root and the group root. */
    static boolean isOfRoot(Path place) throws IOException {
        Map<String, Object> owner = Files.readAttributes(place, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        return Integer.valueOf(0).equals(owner.get("uid")) && Integer.valueOf(0).equals(owner.get("gid"));
    }

    /** Gives something to root and the group root. */
    static void giveToRoot(Path place) throws IOException {
        Files.setAttribute(place, "unix:uid", 0, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(place, "unix:gid", 0, LinkOption.NOFOLLOW_LINKS);
    }
}
