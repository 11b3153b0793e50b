package io.github.mesosbuild.mojo;

/** The elements of {@code <shell>}; each is also a property {@code mesos.shell.…}. */
public class ShellParameters extends SkipParameters {
    /** What to run in the place of an interactive shell. */
    String command;
}
