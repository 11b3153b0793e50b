package io.github.mesosbuild.mojo;

import java.io.File;

/** The elements of {@code <verifyBundle>}; each is also a property {@code mesos.verifyBundle.NAME}. */
public class VerifyBundleParameters extends SkipParameters {
    /** The bundle, with its signature beside it; by default the one that a build would take from {@code mesos.bundles}. */
    File file;

    /** Whether the release is built here and compared with the bundle, file by file. */
    Boolean rebuild;
}
