package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.util.List;

/** Receives the progress of tests. */
@FunctionalInterface
public interface TestListener {
    /** The tests are running; called a few times a second, in the thread that runs them all. */
    void testing(TestProgress progress);

    /**
     * The tests start.
     *
     * @param user the user that the tests run as
     * @param ownTmp whether each process has a {@code /tmp} of its own
     */
    default void confined(String user, boolean ownTmp) {}

    /** New files of the tests' user in a shared {@code /tmp} were not removed. */
    default void left(List<Path> files) {}
}
