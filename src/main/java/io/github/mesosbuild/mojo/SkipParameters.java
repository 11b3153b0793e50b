package io.github.mesosbuild.mojo;

/** The element of a goal that can only be skipped. */
public class SkipParameters {
    /** Whether the goal is skipped. */
    Boolean skip;

    boolean skipped() {
        return Boolean.TRUE.equals(skip);
    }
}
