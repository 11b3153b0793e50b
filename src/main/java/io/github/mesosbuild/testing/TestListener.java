package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.util.List;

/** Hears how tests go. */
@FunctionalInterface
public interface TestListener {
    /** Tests go on; called a few times a second, in the thread that runs them all. */
    void testing(TestProgress progress);

    /**
     * The tests start.
     *
     * @param user as whom they run
     * @param ownTmp whether each process has a {@code /tmp} of its own
     */
    default void confined(String user, boolean ownTmp) {}

    /** What appeared in a shared {@code /tmp} while the tests ran, belongs to their user and was not removed. */
    default void left(List<Path> files) {}
}
