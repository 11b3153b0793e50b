package io.github.mesosbuild.archive;

import java.io.IOException;
import java.nio.file.Path;

/** What is done to an unpacked tree before it gets its final name, so that nobody ever sees it undone. */
@FunctionalInterface
public interface TreePreparation {
    /** Leaves the tree as the archive has it. */
    TreePreparation NONE = directory -> {};

    /**
     * @param directory the top directory of the archive, under a passing name; its directories are still writable and get
     *     their own modes and times afterwards
     * @throws IOException if the tree cannot be made ready; it is then thrown away
     */
    void prepare(Path directory) throws IOException;
}
