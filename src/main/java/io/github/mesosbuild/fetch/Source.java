package io.github.mesosbuild.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** A place from which an archive can be had. {@code toString} says it as a person would, without passwords. */
public sealed interface Source permits Source.Remote, Source.LocalFile, Source.Artifact {

    /**
     * A file on a server.
     *
     * @param url of the archive itself: {@code https}, {@code http} or {@code file}; its companions lie beside it
     * @param serverId which credentials of the settings to send, if any
     */
    record Remote(URI url, Optional<String> serverId) implements Source {
        @Override
        public String toString() {
            return withoutUserInfo(url);
        }
    }

    /**
     * A file of this machine.
     *
     * @param file the archive itself; its companions lie beside it
     */
    record LocalFile(Path file) implements Source {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * A file of a Maven repository.
     *
     * @param coordinates {@code groupId:artifactId:extension:classifier:version}
     */
    record Artifact(String coordinates) implements Source {
        @Override
        public String toString() {
            return "the artifact " + coordinates;
        }
    }

    /** The URL as it may be shown: user and password of an authority are left out. */
    static String withoutUserInfo(URI url) {
        if (url.getRawUserInfo() == null) {
            return url.toString();
        }
        try {
            return new URI(url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), url.getQuery(), null)
                    .toString();
        } catch (URISyntaxException e) {
            return url.getScheme() + "://" + url.getHost();
        }
    }
}
