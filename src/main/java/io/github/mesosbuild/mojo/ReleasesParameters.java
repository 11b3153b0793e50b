package io.github.mesosbuild.mojo;

import java.io.File;

/** The elements of {@code <releases>}; each is also a property {@code mesos.releases.NAME}. */
public class ReleasesParameters extends SkipParameters {
    /** The JSON file. */
    File report;
}
