package io.github.mesosbuild.mojo;

/** The elements of {@code <shell>}; each is also a property {@code mesos.shell.NAME}. */
public class ShellParameters extends SkipParameters {
    /** A command to run in place of an interactive shell. */
    String command;
}
