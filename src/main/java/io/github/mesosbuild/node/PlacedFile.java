package io.github.mesosbuild.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A file that a machine has.
 *
 * @param content its bytes
 * @param mode its permissions as {@code ls -l} shows them, without the type
 * @param ofRoot whether it belongs to the user root and the group root
 */
record PlacedFile(byte[] content, String mode, boolean ofRoot) {
    /**
     * Reads a file.
     *
     * @throws NodeException ({@code NOT_A_FILE}) if it is not a regular file, or cannot be read
     */
    static PlacedFile read(Path place) throws NodeException {
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new NodeException(
                    NodeException.Kind.NOT_A_FILE,
                    place
                            + (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                                    ? " is a directory, not a file."
                                    : " is not a regular file."));
        }
        try {
            return new PlacedFile(
                    Files.readAllBytes(place),
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(place)),
                    isOfRoot(place));
        } catch (IOException e) {
            throw new NodeException(
                    NodeException.Kind.NOT_A_FILE, "Cannot read " + place + ": " + e.getMessage() + ".", e);
        }
    }

    private static boolean isOfRoot(Path place) throws IOException {
        Map<String, Object> owner = Files.readAttributes(place, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        return Integer.valueOf(0).equals(owner.get("uid")) && Integer.valueOf(0).equals(owner.get("gid"));
    }
}
