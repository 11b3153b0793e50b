package io.github.mesosbuild.bundle;

import java.util.List;

/** Receives what becomes of the search for a bundle. */
public interface BundleListener {
    /** Repositories are about to be asked. */
    void asking(String release, List<String> repositories);

    /** A bundle was verified and unpacked. */
    void taken(TakenBundle bundle);

    /**
     * A bundle could not be looked at or used, and another one was.
     *
     * @param why the reason, as a sentence that names the bundle
     */
    void skipped(String why);

    /**
     * There is no bundle, so the release is built.
     *
     * @param why the reason, as a sentence
     */
    void missed(String why);
}
