package io.github.mesosbuild.jobs;

/**
 * The count of a job server's tokens: how many are out, in the pipe or held by a make, and how many should be. The
 * first job of a make needs no token (GNU make manual, POSIX Jobserver). A token can only be taken back from the pipe,
 * so lowering the number takes until a job that holds a token ends.
 */
final class TokenLedger {
    /**
     * In how many measurements in a row, and so for how many seconds, a token must be missing before it counts as lost.
     */
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

    /** Returns how many tokens have to be taken out of the pipe. */
    synchronized int owed() {
        return Math.max(0, out - wanted);
    }

    /** Waits until a token has to be taken out of the pipe. */
    synchronized void awaitDebt() throws InterruptedException {
        while (out <= wanted) {
            wait();
        }
    }

    /** Returns whether to keep a token that was taken out of the pipe; otherwise it must be put back. */
    synchronized boolean keeps() {
        if (out <= wanted) {
            return false;
        }
        out--;
        return true;
    }

    /**
     * Compares the count with a measurement. Killed makes do not return their tokens. Tokens are replaced if fewer jobs
     * ran, in each of the last measurements, than the tokens outside the pipe allow; as many as were missing each time.
     * Running jobs without a token only delay that. If the pipe contains more tokens than are out, a replaced token was
     * returned after all, and the surplus is taken out.
     *
     * @param inPipe how many tokens are in the pipe
     * @param running how many jobs run; 0 if none does or the number is unknown
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
