package io.github.mesosbuild.testing;

import io.github.mesosbuild.failure.Failure;

/** The tests cannot run as the user as whom they should. */
public final class TestUserException extends Failure {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** There is no user of that name. */
        UNKNOWN,
        /** This process is not of root, and so cannot become another user. */
        NOT_ROOT,
        /** None of the programs is there by which root becomes another user. */
        NO_PROGRAM,
        /** The user may not run the programs where they are. */
        OUT_OF_REACH
    }

    private final Reason reason;
    private final String user;

    /** @param about for UNKNOWN the user, for NOT_ROOT that of this process, for NO_PROGRAM the programs, for OUT_OF_REACH what it cannot run */
    TestUserException(Reason reason, String user, String about) {
        super(
                switch (reason) {
                    case UNKNOWN -> "There is no user " + about + ", as whom the tests should run.";
                    case NOT_ROOT ->
                        "The tests cannot run as the user " + user + ", because Maven runs as " + about + ".";
                    case NO_PROGRAM ->
                        "The tests cannot run as the user " + user + ", because " + about + " are all missing.";
                    case OUT_OF_REACH ->
                        "The user " + user + ", as whom the tests should run, cannot run " + about + ".";
                });
        this.reason = reason;
        this.user = user;
    }

    public Reason reason() {
        return reason;
    }

    /** The user as whom the tests should run. */
    public String user() {
        return user;
    }
}
