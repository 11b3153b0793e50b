package io.github.mesosbuild.steps;

import java.nio.file.Path;

/**
 * What one build works on.
 *
 * @param plan what is decided before the build starts
 * @param archive the verified archive, or in a dry run the place where it will be
 * @param workspace the directory that the release is built in
 * @param options what the user asks of the build
 */
public record PlannedBuild(BuildPlan plan, Path archive, Workspace workspace, BuildOptions options) {
    /** The name and version of the release. */
    String release() {
        return plan.release().name();
    }
}
