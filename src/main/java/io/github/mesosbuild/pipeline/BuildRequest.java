package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.Workspace;
import java.nio.file.Path;

/**
 * A request to build a release: what, where, and how.
 *
 * @param release the release
 * @param cacheDirectory the directory that holds the installations without a directory of their own
 * @param workDirectory the directory that holds sources, objects and logs
 * @param host what the build uses of this machine
 * @param options the options of the build; its jobs are decided when it starts
 */
public record BuildRequest(
        Release release, Path cacheDirectory, Path workDirectory, HostUse host, BuildOptions options) {

    /** Returns the directory in which this release is built. */
    public Workspace workspace() {
        return workspace(release, workDirectory);
    }

    /** Returns the directory in a work directory in which a release is built. */
    public static Workspace workspace(Release release, Path workDirectory) {
        return new Workspace(PathNames.child(workDirectory, release.name().replace(' ', '-')));
    }

    /** Returns the directory of the installations. */
    Path installations() {
        return cacheDirectory.resolve("installations");
    }
}
