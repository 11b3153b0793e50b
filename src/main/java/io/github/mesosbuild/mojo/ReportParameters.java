package io.github.mesosbuild.mojo;

import java.io.File;

/** The elements of {@code <report>}; each is also a property {@code mesos.report.NAME}. */
public class ReportParameters extends SkipParameters {
    /** The report to compare with. */
    File with;
}
