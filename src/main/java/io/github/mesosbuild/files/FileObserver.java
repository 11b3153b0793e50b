package io.github.mesosbuild.files;

import java.nio.file.Path;

/** Observes which files a result depends on, including files that do not exist and directories whose entries were listed. */
@FunctionalInterface
public interface FileObserver {
    /** Ignores all files. */
    FileObserver NONE = file -> {};

    /** Called when a file was examined. */
    void saw(Path file);
}
