package io.github.mesosbuild.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The Maven repository that receives a bundle. */
public interface BundleTarget {
    /**
     * Uploads files in their order, the last one only after all others are there.
     *
     * @throws IOException if a file cannot be uploaded; the message is a sentence that names the repository
     */
    void deploy(Map<MavenFile, Path> files) throws IOException;

    /** Returns the repository's name for messages. */
    String name();
}
