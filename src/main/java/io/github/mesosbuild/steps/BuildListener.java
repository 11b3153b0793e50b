package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.testing.TestListener;
import io.github.mesosbuild.testing.TestReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Receives the progress of a build. */
public interface BuildListener extends TestListener {
    /** Quirks affect this machine; their fixes are applied. Those that only concern the release's own tests are not among them. */
    void curing(List<Quirk> quirks);

    /** The release's own tests are about to run, without those that these quirks exclude. */
    void leavingOutTests(List<Quirk> quirks);

    /** Another process holds the lock; the build continues once the lock is free. */
    void waitingFor(Path lockFile);

    /** A step starts. */
    void starting(StepState state, Path log);

    /** The step that starts has fewer jobs than the machine and the user allow, because the recipe limits them. */
    void limitedJobs(Step step, int most);

    /**
     * A step resumes in a tree where an earlier run was interrupted.
     *
     * @param objects how many complete objects that run left
     * @param removed the possibly truncated files that were removed and are made again, as paths in the tree
     */
    void resuming(Step step, int objects, Set<String> removed);

    /** A step is running; called about twice a second. */
    void progressed(StepProgress progress);

    /**
     * A compiler was killed, probably by the OOM killer; make is run again with fewer jobs.
     *
     * @param log the log of the failed run
     */
    void goingOn(Step step, int jobs, Path log);

    /**
     * The release's own tests were run.
     *
     * @param failureIgnored whether some tests failed and the build continues anyway
     */
    void tested(TestReport report, boolean failureIgnored);

    /**
     * No results of the release's own tests were found, although none failed.
     *
     * @param report the report, with one skipped test that has the reason
     * @param because the reason and what to do, as sentences
     */
    void untested(TestReport report, String because);

    /**
     * The test target runs googletest programs that the recipe does not list.
     *
     * @param run the programs whose tests run anyway
     * @param notRun the names of those whose tests cannot be run without the recipe
     */
    void unlisted(List<String> run, List<String> notRun);

    /**
     * The staged installation was stripped.
     *
     * @param before its size in bytes before
     * @param after its size in bytes afterwards
     * @param left why at least one file was not stripped
     */
    void stripped(long before, long after, Optional<String> left);

    /** The release was installed, but its user should know something about that. */
    void noticed(InstallNotice notice);

    /** A step succeeded. */
    void finished(Step step, Duration took);

    /** A step was up to date. */
    void reused(Step step);
}
