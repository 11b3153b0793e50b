package io.github.mesosbuild.steps;

import java.nio.file.Path;

/**
 * The inputs of one build.
 *
 * @param plan what is decided before the build starts
 * @param archive the verified archive, or in a dry run the path where it will be
 * @param workspace the directory that the release is built in
 * @param options what the user asks of the build
 */
public record PlannedBuild(BuildPlan plan, Path archive, Workspace workspace, BuildOptions options) {
    /** The name and version of the release. */
    String release() {
        return plan.release().name();
    }
}
