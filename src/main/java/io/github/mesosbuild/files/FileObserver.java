package io.github.mesosbuild.files;

import java.nio.file.Path;

/** Hears which files a verdict rests on; also those that are not there, and directories for the names in them. */
@FunctionalInterface
public interface FileObserver {
    /** For those who want no record. */
    FileObserver NONE = file -> {};

    /** Called when a file was looked at. */
    void saw(Path file);
}
