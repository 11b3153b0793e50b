package io.github.mesosbuild.report;

import io.github.mesosbuild.bundle.BundleException;
import io.github.mesosbuild.bundle.RelocationException;

/** Remedies for bundles that are missing, refused, or cannot be made. */
final class BundleRemedies {
    private BundleRemedies() {}

    static ExplainedFailure bundle(BundleException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case MISSED ->
                        "To build it here instead, leave out mesos.bundles.required. 'mesos:explain' lists what the repositories offer.";
                    case NO_BUNDLE -> "Name an archive that 'mesos:bundle' made.";
                    case NOT_TRUSTED ->
                        "Name the signers' public keys with -Dmesos.bundles.keys=FILE, or pin the digest with -Dmesos.bundles.sha256=DIGEST.";
                });
    }

    static ExplainedFailure relocation(RelocationException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case NO_ROOM ->
                        "Build it in a directory with a longer name, or in the cache, without mesos.installDirectory.";
                    case PLACEHOLDER, NOT_UTF8 -> "No bundle can be made of this release. Please report it.";
                    case LINK_OUTSIDE -> "Remove the link, or let it lead to a file of the installation.";
                    case NATIVE_CPU -> "Build it without that flag.";
                });
    }
}
