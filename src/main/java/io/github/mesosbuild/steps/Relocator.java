package io.github.mesosbuild.steps;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the files of an installation independent of the directory that it was configured for. */
@FunctionalInterface
public interface Relocator {
    /**
     * Changes the files of an installation in a staged tree, so that its programs run in another directory.
     *
     * @param tree the directory with the files
     * @param configured the directory that the installation was configured for
     * @param prefix the directory in which its programs will run
     * @throws BuildException if a file cannot be made independent of the directory
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the thread was interrupted
     */
    void relocate(Path tree, Path configured, Path prefix) throws BuildException, IOException, InterruptedException;
}
