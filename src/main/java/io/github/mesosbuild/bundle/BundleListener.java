package io.github.mesosbuild.bundle;

import java.util.List;

/** Receives what becomes of the search for a bundle. */
public interface BundleListener {
    /** Repositories are about to be asked. */
    void asking(String release, List<String> repositories);

    /** A bundle was verified and unpacked. */
    void taken(TakenBundle bundle);

    /**
     * There is no bundle, so the release is built.
     *
     * @param why the reason, as a sentence
     */
    void missed(String why);
}
