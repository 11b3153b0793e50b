package io.github.mesosbuild.mojo;

import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Recipe;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Version;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.maven.plugin.MojoFailureException;

/** Finds the release that the parameters select, and the sources of its archive. */
final class ReleaseChoice {
    private final String recipeName;
    private final String version;
    private final ArchiveParameters archive;
    private final List<String> mirrors;
    private final File keys;
    private final List<String> signers;
    private final FileObserver observer;
    private Recipe recipe;

    /**
     * Takes the values of the parameters; null means that a parameter is not set.
     *
     * @param observer records the files that the choice depends on
     */
    ReleaseChoice(
            String recipeName,
            String version,
            ArchiveParameters archive,
            List<String> mirrors,
            File keys,
            List<String> signers,
            FileObserver observer) {
        this.recipeName = recipeName;
        this.version = version;
        this.archive = archive;
        this.mirrors = mirrors == null ? List.of() : mirrors;
        this.keys = keys;
        this.signers = signers == null ? List.of() : signers;
        this.observer = observer;
    }

    /**
     * Returns the release, with the user's pins and signers in place of the recipe's.
     *
     * @param jdk the home of the JDK
     */
    Release release(Path baseDirectory, Path jdk) throws RecipeException, MojoFailureException {
        if (recipe == null) {
            recipe = new RecipeReader(observer).read(recipeName, baseDirectory);
        }
        Version wanted = version == null || version.isBlank()
                ? recipe.defaultVersion()
                : recipe.newestOf(Check.value("mesos.version", version, Version::ofRelease));
        Release release = recipe.release(wanted, jdk);
        Release.Source known = release.source();
        List<Pin> pins = archive.pins();
        if (keys != null) {
            observer.saw(keys.toPath());
        }
        Set<Fingerprint> allowed = new LinkedHashSet<>();
        for (String signer : signers) {
            allowed.add(Check.value("mesos.signers", signer, Fingerprint::new));
        }
        return release.withSource(new Release.Source(
                known.fileName(),
                known.directory(),
                known.urls(),
                known.artifact(),
                known.companions(),
                pins.isEmpty() ? known.pins() : pins,
                keys == null ? known.keys() : Optional.empty(),
                keys == null && allowed.isEmpty() ? known.signers() : allowed));
    }

    /** Returns the versions that the recipe has a digest for. */
    List<String> provable() {
        return recipe.known();
    }

    /**
     * Returns where the archive may be: the user's file alone; otherwise mirrors, then addresses, the artifact, and a directory.
     *
     * @param mustExist whether a file or directory on this machine must exist
     */
    List<Source> sources(Release release, boolean mustExist) throws MojoFailureException {
        if (archive.file != null) {
            require(mustExist, "mesos.archive.file", archive.file, File::isFile, "file");
            return List.of(new Source.LocalFile(archive.file.toPath().toAbsolutePath()));
        }
        List<Source> sources = new ArrayList<>();
        for (String mirror : mirrors) {
            int separator = mirror.indexOf("::");
            String address = separator < 0 ? mirror : mirror.substring(separator + 2);
            String url = address.replace("{version}", release.version().text())
                    .replace("{file}", release.source().fileName());
            sources.add(remote(
                    "mesos.mirrors",
                    url.endsWith("/") ? url + release.source().fileName() : url,
                    separator < 0 ? Optional.empty() : Optional.of(mirror.substring(0, separator))));
        }
        if (archive.url != null) {
            sources.add(remote("mesos.archive.url", archive.url, Optional.empty()));
        }
        if (archive.artifact != null) {
            sources.add(new Source.Artifact(archive.artifact));
        }
        if (archive.artifact == null && archive.url == null) {
            for (String url : release.source().urls()) {
                sources.add(remote("the recipe's urls", url, Optional.empty()));
            }
            release.source().artifact().map(Source.Artifact::new).ifPresent(sources::add);
        }
        if (archive.directory != null) {
            require(mustExist, "mesos.archive.directory", archive.directory, File::isDirectory, "directory");
            sources.add(new Source.LocalFile(archive.directory
                    .toPath()
                    .toAbsolutePath()
                    .resolve(release.source().fileName())));
        }
        return sources;
    }

    /** An archive in the cache is used without a look at the file, so a wrong path would go unnoticed. */
    private void require(boolean mustExist, String parameter, File file, Predicate<File> exists, String kind)
            throws MojoFailureException {
        observer.saw(file.toPath().toAbsolutePath());
        if (mustExist && !exists.test(file)) {
            throw new MojoFailureException(parameter + " must be an existing " + kind + ", got "
                    + file.getAbsolutePath() + ". Check the path.");
        }
    }

    /** Returns a source on a server, or fails if the text is not a URL of a supported scheme. */
    static Source remote(String parameter, String url, Optional<String> serverId) throws MojoFailureException {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() == null
                    || !List.of("http", "https", "file")
                            .contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                throw new MojoFailureException(
                        parameter + " must be a URL that begins with https:, http: or file:, got '" + url + "'.");
            }
            return new Source.Remote(uri, serverId);
        } catch (URISyntaxException e) {
            throw new MojoFailureException(parameter + " must be a URL, got '" + url + "': " + e.getReason() + ".", e);
        }
    }
}
