package io.github.mesosbuild.mojo;

import java.io.File;

/** The elements of {@code <status>}; each is also a property {@code mesos.status.NAME}. */
public class StatusParameters extends SkipParameters {
    /** The JSON file. */
    File report;
}
