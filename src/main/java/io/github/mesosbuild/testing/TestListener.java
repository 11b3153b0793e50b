package io.github.mesosbuild.testing;

/** Hears how tests go. */
@FunctionalInterface
public interface TestListener {
    /** Tests go on; called a few times a second, in the thread that runs them all. */
    void testing(TestProgress progress);
}
