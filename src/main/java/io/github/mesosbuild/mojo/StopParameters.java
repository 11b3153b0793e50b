package io.github.mesosbuild.mojo;

/** The elements of {@code <stop>}; each is also a property {@code mesos.stop.…}. */
public class StopParameters extends SkipParameters {
    /** Whether it is a failure if the cluster cannot be stopped. */
    Boolean failOnError;
}
