package io.github.mesosbuild.testing;

import io.github.mesosbuild.failure.Failure;

/** Thrown if the tests cannot run as the chosen user. */
public final class TestUserException extends Failure {
    private static final long serialVersionUID = 1L;

    /** The reason. */
    public enum Reason {
        /** The user does not exist. */
        UNKNOWN,
        /** This process does not run as root, so it cannot become another user. */
        NOT_ROOT,
        /** No program is installed that root could use to become another user. */
        NO_PROGRAM,
        /** The user has no permission to run the programs. */
        OUT_OF_REACH
    }

    private final Reason reason;
    private final String user;

    /**
     * Reports why the tests cannot run as a user.
     *
     * @param about for UNKNOWN the user, for NOT_ROOT the user of this process, for NO_PROGRAM the missing programs,
     *     for OUT_OF_REACH the program that the user cannot run
     */
    TestUserException(Reason reason, String user, String about) {
        super(
                switch (reason) {
                    case UNKNOWN -> "Cannot run the tests as the user " + about + ": there is no such user.";
                    case NOT_ROOT ->
                        "Cannot run the tests as the user " + user + ": only root can, and Maven runs as " + about
                                + ".";
                    case NO_PROGRAM -> "Cannot run the tests as the user " + user + ": " + about + " are all missing.";
                    case OUT_OF_REACH ->
                        "Cannot run the tests as the user " + user + ": permission denied for " + about + ".";
                });
        this.reason = reason;
        this.user = user;
    }

    public Reason reason() {
        return reason;
    }

    /** Returns the user that the tests should run as. */
    public String user() {
        return user;
    }
}
