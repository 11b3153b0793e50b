package io.github.mesosbuild.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Has artifacts of Maven repositories brought to this machine, with Maven's own mirrors, credentials and offline mode. */
public interface ArtifactResolver {

    /**
     * The artifact's file, fetched if it is not in the local repository.
     *
     * @param coordinates {@code groupId:artifactId:extension:classifier:version}
     * @throws IOException if it could not be resolved; the message says why
     */
    Path resolve(String coordinates) throws IOException;

    /** The detached signature that lies beside the artifact ({@code .asc}), if there is one. */
    Optional<Path> resolveSignature(String coordinates);
}
