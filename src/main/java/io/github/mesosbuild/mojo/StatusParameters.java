package io.github.mesosbuild.mojo;

import java.io.File;

/** The elements of {@code <status>}; each is also a property {@code mesos.status.…}. */
public class StatusParameters extends SkipParameters {
    /** Receives the status as JSON. */
    File report;
}
