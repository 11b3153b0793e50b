package io.github.mesosbuild.files;

import java.nio.file.Path;

/** Hears which files a verdict rests on; also those that are not there, and directories for the names in them. */
@FunctionalInterface
public interface Witness {
    /** For those who want no record. */
    Witness NONE = file -> {};

    /** Called when a file was looked at. */
    void saw(Path file);
}
