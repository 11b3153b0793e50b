package io.github.mesosbuild.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The Maven repository that receives a bundle. */
public interface BundleTarget {

    /**
     * Uploads the files that the repository does not have yet, in the map's order. The last one is uploaded only after the repository has
     * all others.
     *
     * @return whether a file was uploaded
     * @throws IOException if a file cannot be uploaded or the repository has another file with the same coordinates; the message is
     *     one sentence without secrets
     */
    boolean deploy(Map<MavenFile, Path> files) throws IOException;

    /** Returns the repository, for messages: {@code team (https://repo.example.com/maven)}. */
    String name();
}
