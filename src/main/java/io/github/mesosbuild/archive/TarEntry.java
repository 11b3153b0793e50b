package io.github.mesosbuild.archive;

import java.nio.file.attribute.FileTime;

/**
 * One member of a tar archive, with what extended headers say about it.
 *
 * @param name as it stands in the archive
 * @param link the target of a link, else empty
 * @param mode the lower twelve bits
 * @param size bytes that follow; 0 but for a file
 */
record TarEntry(Type type, String name, String link, int mode, FileTime modified, long size) {
    enum Type {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        HARD_LINK
    }
}
