package io.github.mesosbuild.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/** The elements of {@code <env>}; each is also a property {@code mesos.env.NAME}. */
public class EnvParameters extends SkipParameters {
    /** A shell start-up file, such as {@code ~/.bashrc}, that receives the block. */
    File file;

    /** Whether the block is removed from {@code file}. */
    Boolean remove;

    Optional<Path> startUpFile() {
        return Optional.ofNullable(file).map(given -> given.toPath().toAbsolutePath());
    }
}
