package io.github.mesosbuild.archive;

import java.nio.file.attribute.FileTime;

/**
 * An entry of a tar archive, with the values of its extended headers.
 *
 * @param type the type
 * @param name the name as it is in the archive
 * @param link the target of a link; empty for other types
 * @param mode the lower twelve bits of the mode
 * @param modified the modification time
 * @param size the size of the content in bytes; 0 unless the entry is a file
 */
record TarEntry(Type type, String name, String link, int mode, FileTime modified, long size) {
    enum Type {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        HARD_LINK
    }
}
