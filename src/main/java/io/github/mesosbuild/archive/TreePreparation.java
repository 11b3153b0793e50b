package io.github.mesosbuild.archive;

import java.io.IOException;
import java.nio.file.Path;

/** Prepares an unpacked tree before it gets its final name, so that an unprepared tree is never visible. */
@FunctionalInterface
public interface TreePreparation {
    /** Leaves the tree unchanged. */
    TreePreparation NONE = directory -> {};

    /**
     * Prepares the tree.
     *
     * @param directory the archive's top directory under a temporary name. All directories are writable; their final modes and
     *     times are set afterwards
     * @throws IOException if the tree cannot be prepared; it is then deleted
     */
    void prepare(Path directory) throws IOException;
}
