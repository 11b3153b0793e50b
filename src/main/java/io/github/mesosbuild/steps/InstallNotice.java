package io.github.mesosbuild.steps;

import java.nio.file.Path;

/** Something about an installation that its user should know, although nothing failed. */
public sealed interface InstallNotice {
    /** Returns the installation's directory. */
    Path prefix();

    /**
     * {@code make install} ignores {@code DESTDIR} and wrote to the prefix itself.
     *
     * @param files how many files it wrote there
     */
    record Direct(Path prefix, int files) implements InstallNotice {}

    /**
     * Other users can reach the directory that the installation is in, but not the installation.
     *
     * @param mode the mode of the prefix, in octal
     */
    record Closed(Path prefix, String mode) implements InstallNotice {}
}
