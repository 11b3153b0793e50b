package io.github.mesosbuild.archive;

import java.nio.file.Path;

/**
 * A completely unpacked archive.
 *
 * @param directory the directory, which got this name only after the whole archive was checked
 * @param entries the number of entries in the archive, including its top directory
 * @param bytes the total size of all regular files in bytes, counting hard links once
 */
public record SourceTree(Path directory, int entries, long bytes) {}
