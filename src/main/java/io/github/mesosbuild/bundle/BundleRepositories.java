package io.github.mesosbuild.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Maven repositories that may have bundles. */
public interface BundleRepositories {
    /**
     * Finds a file.
     *
     * @return empty if no repository has it
     * @throws IOException if a repository cannot be asked, or a checksum does not match; the message is a sentence that names it
     */
    Optional<Path> find(MavenFile file) throws IOException;

    /**
     * Returns the versions of an artifact, in no particular order; empty if there are none.
     *
     * @throws IOException as {@link #find}
     */
    List<String> versions(String group, String artifact) throws IOException;

    /** Returns the repositories' names for messages, such as {@code team (https://repo.example.com/maven)}. */
    List<String> names();
}
