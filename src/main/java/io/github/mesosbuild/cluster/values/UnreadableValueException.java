package io.github.mesosbuild.cluster.values;

/** Thrown if Mesos cannot read a value. The message is Mesos's own. */
public final class UnreadableValueException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableValueException(String message) {
        super(message);
    }
}
