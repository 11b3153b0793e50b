package io.github.mesosbuild.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Maven repositories that may have bundles. */
public interface BundleRepositories {

    /**
     * Returns a file, downloading it if it is not in the local repository. The first repository that has it wins.
     *
     * @return empty if no repository has the file
     * @throws IOException if no repository delivers the file and at least one cannot be asked, or its file has no or a wrong checksum;
     *     the message is one sentence for each such repository, without secrets
     */
    Optional<Path> find(MavenFile file) throws IOException;

    /**
     * Returns the versions of an artifact, in no particular order. Online, the repositories are asked each time.
     *
     * @return empty if there are none
     * @throws IOException if no repository lists a version and at least one cannot be asked or answers something else; the message is
     *     one sentence for each such repository, without secrets
     */
    List<String> versions(String group, String artifact) throws IOException;

    /** Returns what is asked, for messages: {@code team (https://repo.example.com/maven)}. */
    List<String> names();

    /** Returns one sentence for each repository that failed while another one had what was looked for. */
    default List<String> problems() {
        return List.of();
    }
}
