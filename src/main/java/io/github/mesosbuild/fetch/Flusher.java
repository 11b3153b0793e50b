package io.github.mesosbuild.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Forces bytes to the disk while others arrive, so that little is left to force at the end. */
final class Flusher implements AutoCloseable {
    private static final long STEP = 16L << 20;

    private final FileChannel channel;
    private final Thread thread = new Thread(this::run, "flush");
    private long written;
    private boolean closed;

    Flusher(FileChannel channel) {
        this.channel = channel;
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void wrote(int bytes) {
        written += bytes;
        if (written >= STEP) {
            notifyAll();
        }
    }

    private void run() {
        try {
            while (awaitStep()) {
                channel.force(false);
            }
        } catch (IOException | InterruptedException e) {
            // The final force on the receiving thread fails in the same way and reports it.
            return;
        }
    }

    private synchronized boolean awaitStep() throws InterruptedException {
        while (written < STEP && !closed) {
            wait();
        }
        written = 0;
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
