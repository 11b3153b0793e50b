package io.github.mesosbuild.mojo;

/** The elements of a goal that can only be skipped. */
public class SkipParameters {
    /** Whether the goal is left out. */
    Boolean skip;

    boolean skipped() {
        return Boolean.TRUE.equals(skip);
    }
}
