package io.github.mesosbuild.files;

import java.nio.file.Path;
import java.util.List;

/** Observes which files a result depends on, including files that do not exist and directories whose entries were listed. */
@FunctionalInterface
public interface FileObserver {
    /** Ignores all files. */
    FileObserver NONE = file -> {};

    /** Called when a file was examined. */
    void saw(Path file);

    /**
     * Called when the output of a command affects the result although no observed file tells when it changes, such as the version that a
     * wrapper script prints.
     *
     * @param answer one line
     */
    default void asked(List<String> command, String answer) {}
}
