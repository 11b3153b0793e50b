package io.github.mesosbuild.mojo;

/** The elements of {@code <clean>}; each is also a property {@code mesos.clean.NAME}. */
public class CleanParameters extends SkipParameters {
    /** Whether the installation is removed too. */
    Boolean installation;
}
