package io.github.mesosbuild.report;

import io.github.mesosbuild.draft.DraftException;
import io.github.mesosbuild.failure.ExplainedFailure;

/** Remedies for a release that no recipe can be drafted of. */
final class DraftRemedies {
    private DraftRemedies() {}

    static ExplainedFailure explain(DraftException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case NO_ARCHIVE ->
                        "Name it with -Dmesos.archive.url=URL, -Dmesos.archive.file=FILE or"
                                + " -Dmesos.archive.artifact=COORDINATES.";
                    case EXISTS ->
                        "Write to another file with -Dmesos.recipe.file=FILE, or replace this one with"
                                + " -Dmesos.recipe.overwrite=true.";
                    case OFFLINE -> "Run the goal without -o, or use a local copy with -Dmesos.archive.file=FILE.";
                    case OTHER_FORMAT ->
                        "Name a tar archive of the same release with -Dmesos.archive.url=URL: plain, or compressed with gzip, bzip2,"
                                + " xz or zstd. Many projects publish both.";
                    case INSECURE ->
                        "Use an https: URL, or give the archive's digest with -Dmesos.archive.sha256=DIGEST (or sha512). Or"
                                + " download it yourself, and use -Dmesos.archive.file=FILE.";
                    case NO_TOP ->
                        "The plugin builds releases whose archive has one directory, such as hello-2.12. Unpack this one into such"
                                + " a directory, pack that as a tar.gz, and use it with -Dmesos.archive.file=FILE.";
                    case OTHER_BUILD_SYSTEM ->
                        "The plugin drafts recipes for releases that use autotools or Meson. If the project also publishes an archive with a configure"
                                + " script, name that one with -Dmesos.archive.url=URL. If the script is in a directory further"
                                + " down, write a recipe by hand, and name the directory in build.directory.";
                    case NO_BUILD_SYSTEM ->
                        "Check that mesos.archive.url or mesos.archive.file names the archive with the sources. If their configure"
                                + " script is in a directory further down, write a recipe by hand, and name the directory in"
                                + " build.directory.";
                    case NO_VERSION -> "Set it with -Dmesos.version=VERSION.";
                });
    }
}
