package io.github.mesosbuild.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Creates small files in its own thread while the next ones are read. Creating a file costs more than filling it, and a source
 * tree has thousands. If too many files are waiting, the caller's thread creates its file. Memory is bounded by
 * {@value #WAITING} files of {@value #LARGEST} bytes.
 */
final class SmallFiles implements AutoCloseable {
    static final int LARGEST = 1 << 17;

    private static final int WAITING = 64;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread writer = new Thread(work, "unpack-write");
        writer.setDaemon(true);
        return writer;
    });
    private final Semaphore slots = new Semaphore(WAITING);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * Creates a file, now or later.
     *
     * @throws IOException if this file or an earlier one could not be created
     */
    void write(NewFile file, byte[] content) throws IOException, InterruptedException {
        throwFailure();
        if (slots.tryAcquire()) {
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
            slots.release();
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
     * Waits until all files are written.
     *
     * @throws IOException if a file could not be created
     */
    void await() throws IOException, InterruptedException {
        slots.acquire(WAITING);
        slots.release(WAITING);
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

    /** Drops the waiting files and waits for the thread to end. */
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
