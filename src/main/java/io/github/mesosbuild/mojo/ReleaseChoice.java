package io.github.mesosbuild.mojo;

import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Recipe;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.UnknownVersionException;
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

/** Which release the parameters choose, and where they say that its archive is. */
final class ReleaseChoice {
    private final AbstractMesosMojo mojo;
    private final FileObserver witness;

    /** @param witness hears of the files of a recipe and of keys */
    ReleaseChoice(AbstractMesosMojo mojo, FileObserver witness) {
        this.mojo = mojo;
        this.witness = witness;
    }

    /** The release, with the user's pins and signers in the place of the recipe's. */
    Release release(Path baseDirectory) throws RecipeException, UnknownVersionException, MojoFailureException {
        Recipe recipe = new RecipeReader(witness).read(mojo.recipe, baseDirectory);
        Version version = mojo.version == null || mojo.version.isBlank()
                ? recipe.defaultVersion()
                : value("mesos.version", mojo.version, Version::new);
        Release release = recipe.release(version, new JavaChoice(mojo).home());
        Release.Source known = release.source();
        List<Pin> pins = userPins();
        if (mojo.keys != null) {
            witness.saw(mojo.keys.toPath());
        }
        boolean provable =
                !pins.isEmpty() || !known.pins().isEmpty() || known.keys().isPresent() || mojo.keys != null;
        if (!provable && mojo.needsArchive()) {
            throw new UnknownVersionException(recipe.name(), version.text(), recipe.known());
        }
        Set<Fingerprint> signers = new LinkedHashSet<>();
        for (String signer : mojo.signers == null ? List.<String>of() : mojo.signers) {
            signers.add(value("mesos.signers", signer, Fingerprint::new));
        }
        Release wanted = mojo.disk == null
                ? release
                : release.withDiskBytes((long) PipelineFactory.atLeast(0, "mesos.disk", mojo.disk) << 20);
        return wanted.withSource(new Release.Source(
                known.fileName(),
                known.directory(),
                known.urls(),
                known.artifact(),
                known.companions(),
                pins.isEmpty() ? known.pins() : pins,
                mojo.keys == null ? known.keys() : Optional.empty(),
                mojo.keys == null && signers.isEmpty() ? known.signers() : signers));
    }

    private List<Pin> userPins() throws MojoFailureException {
        List<Pin> pins = new ArrayList<>();
        if (mojo.archive.sha256 != null) {
            pins.add(pin("mesos.archive.sha256", Digest.Algorithm.SHA256, mojo.archive.sha256));
        }
        if (mojo.archive.sha512 != null) {
            pins.add(pin("mesos.archive.sha512", Digest.Algorithm.SHA512, mojo.archive.sha512));
        }
        return pins;
    }

    private static Pin pin(String parameter, Digest.Algorithm algorithm, String hex) throws MojoFailureException {
        return new Pin(value(parameter, hex, text -> new Digest(algorithm, text)), parameter);
    }

    /** Where the archive may be: the user's file alone, else mirrors, then addresses, then the artifact, then a directory. */
    List<Source> sources(Release release) throws MojoFailureException {
        if (mojo.archive.file != null) {
            require("mesos.archive.file", mojo.archive.file, File::isFile, "file");
            return List.of(new Source.LocalFile(mojo.archive.file.toPath().toAbsolutePath()));
        }
        List<Source> sources = new ArrayList<>();
        for (String mirror : mojo.mirrors == null ? List.<String>of() : mojo.mirrors) {
            int separator = mirror.indexOf("::");
            String address = separator < 0 ? mirror : mirror.substring(separator + 2);
            String url = address.replace("{version}", release.version().text())
                    .replace("{file}", release.source().fileName());
            sources.add(remote(
                    "mesos.mirrors",
                    url.endsWith("/") ? url + release.source().fileName() : url,
                    separator < 0 ? Optional.empty() : Optional.of(mirror.substring(0, separator))));
        }
        if (mojo.archive.url != null) {
            sources.add(remote("mesos.archive.url", mojo.archive.url, Optional.empty()));
        }
        if (mojo.archive.artifact != null) {
            sources.add(new Source.Artifact(mojo.archive.artifact));
        }
        if (mojo.archive.artifact == null && mojo.archive.url == null) {
            for (String url : release.source().urls()) {
                sources.add(remote("the recipe's urls", url, Optional.empty()));
            }
            release.source().artifact().map(Source.Artifact::new).ifPresent(sources::add);
        }
        if (mojo.archive.directory != null) {
            require("mesos.archive.directory", mojo.archive.directory, File::isDirectory, "directory");
            sources.add(new Source.LocalFile(mojo.archive
                    .directory
                    .toPath()
                    .toAbsolutePath()
                    .resolve(release.source().fileName())));
        }
        return sources;
    }

    /** What the cache has is used without a look at the place; a wrong one would go unnoticed. */
    private void require(String parameter, File file, Predicate<File> exists, String kind) throws MojoFailureException {
        witness.saw(file.toPath().toAbsolutePath());
        if (mojo.readsArchive() && !exists.test(file)) {
            throw new MojoFailureException(parameter + " must be an existing " + kind + ", got "
                    + file.getAbsolutePath() + ". Check the path.");
        }
    }

    private static Source remote(String parameter, String url, Optional<String> serverId) throws MojoFailureException {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() == null
                    || !List.of("http", "https", "file")
                            .contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                throw new MojoFailureException("The parameter " + parameter + " has the value '" + url
                        + "': an address that begins with https:, http: or file: is expected.");
            }
            return new Source.Remote(uri, serverId);
        } catch (URISyntaxException e) {
            throw new MojoFailureException(
                    "The parameter " + parameter + " has the value '" + url + "': " + e.getReason() + ".", e);
        }
    }

    private static <T> T value(String parameter, String text, java.util.function.Function<String, T> constructor)
            throws MojoFailureException {
        try {
            return constructor.apply(text);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException("The parameter " + parameter + " is wrong: " + e.getMessage() + ".", e);
        }
    }
}
