package io.github.mesosbuild.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Resolves artifacts of Maven repositories with Maven's own mirrors, credentials and offline mode. */
public interface ArtifactResolver {

    /**
     * Returns the artifact's file, downloading it if it is not in the local repository.
     *
     * @param coordinates {@code groupId:artifactId:extension:classifier:version}
     * @throws IOException if the artifact cannot be resolved; the message gives the reason
     */
    Path resolve(String coordinates) throws IOException;

    /** Returns the artifact's detached signature ({@code .asc}), if there is one. */
    Optional<Path> resolveSignature(String coordinates);
}
