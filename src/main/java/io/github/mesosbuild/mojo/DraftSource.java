package io.github.mesosbuild.mojo;

import io.github.mesosbuild.draft.DraftException;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Source;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;

/** The archive that a recipe is drafted of, as the parameters name it. */
final class DraftSource {
    /** For an address that ends in a slash. The format is recognized by the content. */
    private static final String NAMELESS = "release.tar";

    private final List<Source> sources = new ArrayList<>();
    private final String fileName;

    /**
     * Takes the file, then the URL, then the artifact.
     *
     * @param paths returns the absolute path of a parameter's file
     * @throws DraftException if no parameter names one
     * @throws MojoFailureException if one has a wrong value
     */
    DraftSource(ArchiveParameters archive, Function<File, Path> paths) throws DraftException, MojoFailureException {
        List<String> names = new ArrayList<>();
        if (archive.file != null) {
            Path file = paths.apply(archive.file);
            if (!Files.isRegularFile(file)) {
                throw new MojoFailureException(
                        "mesos.archive.file must be an existing file, got " + file + ". Check the path.");
            }
            sources.add(new Source.LocalFile(file));
            names.add(file.getFileName().toString());
        }
        if (archive.url != null) {
            Source source = ReleaseChoice.remote("mesos.archive.url", archive.url, Optional.empty());
            sources.add(source);
            names.add(name(((Source.Remote) source).url()));
        }
        if (archive.artifact != null) {
            sources.add(new Source.Artifact(archive.artifact));
            names.add(name(archive.artifact));
        }
        if (sources.isEmpty()) {
            throw DraftException.noArchive();
        }
        fileName = names.get(0);
    }

    private static String name(URI url) {
        String path = url.getPath() == null ? "" : url.getPath();
        String name = plain(path.substring(path.lastIndexOf('/') + 1));
        return name.isEmpty() ? NAMELESS : name;
    }

    /** Returns the name of an artifact's file; the coordinates are checked when they are resolved. */
    private static String name(String coordinates) {
        String[] parts = coordinates.split(":");
        if (parts.length < 4) {
            return NAMELESS;
        }
        String classifier = parts.length > 4 ? "-" + parts[3] : "";
        return plain(parts[1] + "-" + parts[parts.length - 1] + classifier + "." + parts[2]);
    }

    /** Returns a text as the name of a file in the cache and in the recipe. */
    private static String plain(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._+~-]+", "_").replaceFirst("^\\.+", "");
        return name.substring(0, Math.min(name.length(), 150));
    }

    String fileName() {
        return fileName;
    }

    List<Source> sources() {
        return sources;
    }

    /** Returns the limits that other goals have by default. */
    static FetchRequest.Limits limits(ArchiveParameters archive) throws MojoFailureException {
        return new FetchRequest.Limits(4, Duration.ofHours(2), 4, archive.maximumBytes(), 1024);
    }
}
