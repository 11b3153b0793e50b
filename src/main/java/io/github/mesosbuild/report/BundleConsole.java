package io.github.mesosbuild.report;

import io.github.mesosbuild.bundle.BundleListener;
import io.github.mesosbuild.bundle.TakenBundle;
import io.github.mesosbuild.text.Quantities;
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
}
