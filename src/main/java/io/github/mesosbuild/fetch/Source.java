package io.github.mesosbuild.fetch;

import io.github.mesosbuild.text.Redactor;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A source of an archive. {@code toString} is human-readable and contains no password. */
public sealed interface Source permits Source.Remote, Source.LocalFile, Source.Artifact {

    /**
     * A file on a server.
     *
     * @param url the archive's {@code https}, {@code http} or {@code file} URL; its companions are next to it
     * @param serverId the ID of the credentials in the settings, if any
     */
    record Remote(URI url, Optional<String> serverId) implements Source {
        @Override
        public String toString() {
            return Redactor.withoutUserInfo(url);
        }
    }

    /**
     * A local file.
     *
     * @param file the archive; its companions are next to it
     */
    record LocalFile(Path file) implements Source {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * An artifact of a Maven repository.
     *
     * @param coordinates {@code groupId:artifactId:extension:classifier:version}
     */
    record Artifact(String coordinates) implements Source {
        @Override
        public String toString() {
            return "the artifact " + coordinates;
        }
    }
}
