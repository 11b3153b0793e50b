package io.github.mesosbuild.process;

/** Failures of this room, for tests of what is said about them. */
public final class ProcessFailures {
    private ProcessFailures() {}

    public static ProcessException of(ProcessException.Kind kind) {
        return new ProcessException(kind, "make", "make", "The program make could not be started.", null);
    }
}
