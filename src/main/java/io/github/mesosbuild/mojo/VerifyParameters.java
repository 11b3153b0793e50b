package io.github.mesosbuild.mojo;

import java.io.File;

/** The elements of {@code <verify>}; each is also a property {@code mesos.verify.…}. */
public class VerifyParameters extends SkipParameters {
    /** The JSON file. */
    File report;
}
