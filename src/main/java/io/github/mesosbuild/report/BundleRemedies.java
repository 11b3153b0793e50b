package io.github.mesosbuild.report;

import io.github.mesosbuild.bundle.BundleException;
import io.github.mesosbuild.bundle.RelocationException;
import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.steps.ReproducibleException;

/** Remedies for bundles that are missing, refused, or cannot be made. */
final class BundleRemedies {
    private BundleRemedies() {}

    static ExplainedFailure bundle(BundleException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case MISSED ->
                        "To build it here instead, leave out mesos.bundles.required. 'mesos:explain' lists what the repositories offer.";
                    case NO_BUNDLE -> "Name an archive that 'mesos:bundle' made: -Dmesos.verifyBundle.file=FILE.";
                    case DAMAGED ->
                        "Download it again. If it was damaged before it was deployed, deploy it again with 'mesos:deploy-bundle'.";
                    case NEWER ->
                        "Update the plugin: name a newer <version> in the POM, or in the command: mvn"
                                + " io.github.mesosbuild:mesos-maven-plugin:VERSION:GOAL.";
                    case NOT_TRUSTED ->
                        "Do not use it unless you know where it comes from. If you do, name the signer's public key with"
                                + " -Dmesos.bundles.keys=FILE, or pin the digest with -Dmesos.bundles.sha256=DIGEST.";
                    case NOT_DEPLOYED ->
                        "Correct mesos.bundle.repository, or the <server> in your settings.xml that has its ID. Then run the goal"
                                + " again: the installation exists, so it only packs and uploads.";
                    case UNREACHABLE ->
                        "Check mesos.bundles and the <servers>, <mirrors> and <proxies> in your settings.xml.";
                    case NO_PROGRAM -> "Install it, or choose another format: mesos.bundle.format is tar.gz or tar.xz.";
                    case NO_MEMORY ->
                        "Give Maven more memory, for example with 'export MAVEN_OPTS=-Xmx512m', or choose another format:"
                                + " mesos.bundle.format is tar.gz or tar.zst.";
                    case NOT_COMPRESSED ->
                        "Check the free space of the directory of bundles, mesos.bundle.directory. Or choose another format:"
                                + " mesos.bundle.format is tar.gz or tar.xz.";
                });
    }

    static ExplainedFailure reproducible(ReproducibleException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case PREFIX_EXISTS ->
                        "Remove it or give it another name, and run the goal again. Or build without mesos.reproducible.";
                    case IGNORES_DESTDIR ->
                        "List its files in the recipe under 'install: {files: ...}' instead of 'target', or build it without"
                                + " mesos.reproducible.";
                });
    }

    static ExplainedFailure relocation(RelocationException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case NO_ROOM ->
                        "Build it in a directory with a longer name, or in the cache, without mesos.installDirectory.";
                    case NARROW ->
                        "Remove flags such as -m32 from mesos.configureArguments and mesos.environment, and use a JDK for 64 bits. Then build it again.";
                    case PLACEHOLDER, NOT_UTF8 ->
                        "No bundle can be made of this release. Please report it with the release's name and this message.";
                    case TEXTS_TOO_LARGE ->
                        "Remove text files that nobody needs from the installation, such as logs. Then run 'mesos:bundle' again.";
                    case LINK_OUTSIDE ->
                        "Remove the link, or let it lead to a file of the installation. Then run 'mesos:bundle' again.";
                    case NATIVE_CPU ->
                        "Remove that flag from mesos.configureArguments, or name the oldest CPU that must run it, for example"
                                + " -march=x86-64-v2. Then build it again.";
                });
    }
}
