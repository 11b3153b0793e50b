package io.github.mesosbuild.mojo;

/** The elements of {@code <stop>}; each is also a property {@code mesos.stop.NAME}. */
public class StopParameters extends SkipParameters {
    /** Whether a cluster that cannot be stopped is a failure instead of a warning. */
    Boolean failOnError;
}
