package io.github.mesosbuild.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes small files in a thread of its own while the next are read: making a file costs more than filling it, and a source tree
 * has thousands. When too many wait, the caller makes its file itself. Memory is bounded by {@value #WAITING} files of
 * {@value #LARGEST} bytes.
 */
final class SmallFiles implements AutoCloseable {
    static final int LARGEST = 1 << 17;

    private static final int WAITING = 64;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "unpack-write");
        made.setDaemon(true);
        return made;
    });
    private final Semaphore places = new Semaphore(WAITING);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * Makes a file, perhaps later.
     *
     * @throws IOException if this one, or one before it, could not be made
     */
    void write(NewFile file, byte[] content) throws IOException, InterruptedException {
        throwFailure();
        if (places.tryAcquire()) {
            thread.execute(() -> writeLater(file, content));
        } else {
            writeNow(file, content);
        }
    }

    private void writeLater(NewFile file, byte[] content) {
        try {
            if (failure.get() == null) {
                writeNow(file, content);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            places.release();
        }
    }

    private static void writeNow(NewFile file, byte[] content) throws IOException, InterruptedException {
        ByteBuffer data = ByteBuffer.wrap(content);
        file.write(channel -> {
            while (data.hasRemaining()) {
                channel.write(data);
            }
        });
    }

    /**
     * Waits until all files are there.
     *
     * @throws IOException if one could not be made
     */
    void await() throws IOException, InterruptedException {
        places.acquire(WAITING);
        places.release(WAITING);
        throwFailure();
    }

    private void throwFailure() throws IOException {
        Throwable first = failure.get();
        if (first instanceof IOException e) {
            throw e;
        }
        if (first != null) {
            throw new IllegalStateException("Writing failed", first);
        }
    }

    /** Gives up what waits; nothing is written any more after this. */
    @Override
    public void close() {
        thread.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
