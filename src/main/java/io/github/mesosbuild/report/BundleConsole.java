package io.github.mesosbuild.report;

import io.github.mesosbuild.bundle.BundleDescription;
import io.github.mesosbuild.bundle.BundleFiles;
import io.github.mesosbuild.bundle.BundleListener;
import io.github.mesosbuild.bundle.TakenBundle;
import io.github.mesosbuild.text.Quantities;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Prints what becomes of the search for a bundle. */
public final class BundleConsole implements BundleListener {
    private final Consumer<String> lines;

    public BundleConsole(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void asking(String release, List<String> repositories) {
        lines.accept("Looking for a bundle of " + release + " in " + String.join(", ", repositories));
    }

    @Override
    public void taken(TakenBundle bundle) {
        lines.accept("Using " + bundle.coordinates() + " (" + Quantities.bytes(bundle.bytes()) + "), built "
                + (bundle.exact() ? "from the same inputs" : "from other inputs with the same options") + ". "
                + bundle.trust());
    }

    @Override
    public void missed(String why) {
        lines.accept(why + " It is built here.");
    }

    @Override
    public void skipped(String why) {
        lines.accept(why);
    }

    /** Prints what was packed. */
    public void packed(BundleFiles files, BundleDescription description) {
        Path archive = files.archive();
        lines.accept("Packed " + description.release() + " into " + archive + " (" + size(archive) + ")");
        lines.accept("    SHA-256 " + files.sha256().hex() + (files.signed() ? ", signed" : ", not signed"));
        if (!files.signed()) {
            lines.accept(
                    "    Others must pin this digest, or trust the repository. Sign it with mesos.bundle.gpgKey or mesos.bundle.keyFile.");
        }
        description
                .kept()
                .forEach((file, place) ->
                        lines.accept("    The directory of this build stays in " + file + ", " + place));
    }

    private static String size(Path file) {
        return Quantities.bytes(file.toFile().length());
    }

    /**
     * Prints where a bundle is.
     *
     * @param uploaded whether it was not there before
     */
    public void deployed(BundleFiles files, String repository, boolean uploaded) {
        lines.accept(
                uploaded
                        ? "Deployed " + files.coordinates() + " to " + repository
                        : "The same " + files.coordinates() + " is in " + repository
                                + " already. Nothing was uploaded.");
    }
}
