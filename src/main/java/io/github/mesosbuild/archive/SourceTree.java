package io.github.mesosbuild.archive;

import java.nio.file.Path;

/**
 * An archive that was unpacked whole.
 *
 * @param directory where it is; it has this name only since everything in it was good
 * @param entries members of the archive, its top directory included
 * @param bytes bytes of all regular files together, a hard link counted once
 */
public record SourceTree(Path directory, int entries, long bytes) {}
