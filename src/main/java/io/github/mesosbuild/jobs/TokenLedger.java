package io.github.mesosbuild.jobs;

/**
 * The arithmetic of a job server's tokens: how many are out, in the pipe or in the hands of a make, and how many should be.
 * One job needs none, because each make runs its first job without (GNU make manual, POSIX Jobserver). A token that is out
 * can only be had back from the pipe, so lowering takes as long as the jobs that hold the tokens.
 */
final class TokenLedger {
    /** How many looks in a row, and with them how many seconds, a token must be missing before it counts as lost. */
    private static final int LOOKS = 12;

    private int out;
    private int wanted;
    private int missing;
    private int looks;

    /**
     * Changes the number of jobs.
     *
     * @return how many tokens to put into the pipe now
     */
    synchronized int allow(int jobs) {
        wanted = jobs - 1;
        int given = Math.max(0, wanted - out);
        out += given;
        notifyAll();
        return given;
    }

    /** How many tokens have to be taken out of the pipe. */
    synchronized int owed() {
        return Math.max(0, out - wanted);
    }

    /** Waits until a token has to be taken out of the pipe. */
    synchronized void awaitDebt() throws InterruptedException {
        while (out <= wanted) {
            wait();
        }
    }

    /** Whether a token that was taken out of the pipe is kept; it belongs back into the pipe otherwise. */
    synchronized boolean keeps() {
        if (out <= wanted) {
            return false;
        }
        out--;
        return true;
    }

    /**
     * Compares with what is seen. Killed makes do not give their tokens back, so there may be fewer than are out: they are
     * replaced when in every one of the last looks fewer jobs ran than the tokens outside of the pipe allow for, by as many as
     * were always missing. Jobs that are seen but hold no token only delay that. If there are more in the pipe than are out,
     * somebody gave back what was already replaced, and the surplus is taken out.
     *
     * @param inPipe how many tokens are in the pipe
     * @param running how many jobs run; 0 if that is not known, or none does
     * @return how many tokens to put into the pipe now
     */
    synchronized int look(int inPipe, int running) {
        if (inPipe > out) {
            out = inPipe;
            notifyAll();
        }
        if (running == 0) {
            looks = 0;
            return 0;
        }
        int gone = out - inPipe - Math.max(0, running - 1);
        missing = looks == 0 ? gone : Math.min(missing, gone);
        looks = missing > 0 ? looks + 1 : 0;
        if (looks < LOOKS) {
            return 0;
        }
        looks = 0;
        out -= missing;
        int given = Math.max(0, wanted - out);
        out += given;
        return given;
    }
}
