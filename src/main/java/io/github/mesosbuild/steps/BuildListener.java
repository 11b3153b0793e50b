package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.testing.TestListener;
import io.github.mesosbuild.testing.TestReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Hears how a build goes. */
public interface BuildListener extends TestListener {
    /** A quirk shows on this machine and is cured. */
    void curing(Quirk quirk);

    /** Another process holds the lock; the build goes on when it is free. */
    void waitingFor(Path lockFile);

    /** A step begins. */
    void starting(StepState state, Path log);

    /**
     * A step goes on in a tree in which an earlier run was cut off.
     *
     * @param objects how many whole objects it left
     * @param removed the half-written files that were removed and are made again, by their path in the tree
     */
    void resuming(Step step, int objects, Set<String> removed);

    /** A step goes on; called about twice a second. */
    void progressed(StepProgress progress);

    /**
     * A compiler was killed, for memory as a rule; make goes on with fewer jobs.
     *
     * @param log what the run that failed wrote
     */
    void goingOn(Step step, int jobs, Path log);

    /**
     * The release's own tests were run.
     *
     * @param failureIgnored whether some failed and the build goes on all the same
     */
    void tested(TestReport report, boolean failureIgnored);

    /**
     * What is installed was stripped.
     *
     * @param before its bytes before
     * @param after its bytes afterwards
     * @param left why some of it, or all, is as it was
     */
    void stripped(long before, long after, Optional<String> left);

    /** A step ended well. */
    void finished(Step step, Duration took);

    /** A step had nothing to do. */
    void reused(Step step);
}
