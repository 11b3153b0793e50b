package io.github.mesosbuild.steps;

import io.github.mesosbuild.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Has installations that were made elsewhere. */
public interface InstallationSource {
    /**
     * Puts the installation of a plan into a directory, in which its programs can run.
     *
     * @param staged the directory to create
     * @return empty if the source does not have it; then nothing was created
     * @throws Failure if the source cannot be used
     * @throws IOException if the directory cannot be written
     * @throws InterruptedException if the thread was interrupted
     */
    Optional<Staged> stage(PlannedBuild request, Path staged) throws Failure, IOException, InterruptedException;

    /**
     * Reports that a program of the staged installation does not run here, so that the installation is not used.
     *
     * @throws Failure if there must be no other installation
     */
    void refused(Failure why) throws Failure;

    /**
     * An installation in a directory of its own.
     *
     * @param checked whether all of the release's own tests passed for it
     * @param relocation changes its files so that its programs can run in the prefix of the plan instead
     */
    record Staged(boolean checked, DirectoryChange relocation) {}

    /** The change of an installation's files for another directory. */
    @FunctionalInterface
    interface DirectoryChange {
        /**
         * Changes the files.
         *
         * @throws IOException if a file cannot be written
         */
        void apply() throws IOException;
    }
}
