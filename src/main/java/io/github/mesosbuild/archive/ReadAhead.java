package io.github.mesosbuild.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Decompresses in its own thread, a few blocks ahead of the writer, and stops when the archive exceeds the limits. Memory is
 * bounded by {@value #BLOCKS} blocks.
 */
final class ReadAhead implements AutoCloseable {
    private static final int BLOCKS = 8;
    private static final int BLOCK_SIZE = 1 << 18;
    private static final long RATIO_CHECKED_AFTER = 10L << 20;

    /** A block of data. An empty one marks the end, with the failure if there was one. */
    private record Block(ByteBuffer data, Throwable failure) {}

    private final Decompression source;
    private final ArchiveLimits limits;
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final Thread thread = new Thread(this::fillAll, "unpack-decompress");
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean ended;
    private int allocated;

    ReadAhead(Decompression source, ArchiveLimits limits) {
        this.source = source;
        this.limits = limits;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns the data to read next, waiting for it if necessary. The buffer is empty only at the end.
     *
     * @throws RefusedArchiveException if the rest of the archive cannot be read
     */
    ByteBuffer available() throws RefusedArchiveException, InterruptedException {
        while (!current.hasRemaining() && !ended) {
            if (current.isDirect()) {
                free.add(current);
            }
            Block block = filled.take();
            current = block.data();
            if (!current.hasRemaining()) {
                ended = true;
                if (block.failure() instanceof RefusedArchiveException refusal) {
                    throw refusal;
                }
                if (block.failure() != null) {
                    throw new IllegalStateException("Decompression failed", block.failure());
                }
            }
        }
        return current;
    }

    private void fillAll() {
        Block last = new Block(ByteBuffer.allocate(0), null);
        try {
            long total = 0;
            for (ByteBuffer block = fill(); block.hasRemaining(); block = fill()) {
                total += block.remaining();
                checkLimits(total);
                filled.put(new Block(block, null));
            }
        } catch (InterruptedException closed) {
            return;
        } catch (Throwable e) {
            last = new Block(ByteBuffer.allocate(0), e);
        }
        filled.add(last);
    }

    private ByteBuffer fill() throws IOException, InterruptedException {
        ByteBuffer block = free.poll();
        if (block == null) {
            block = allocated++ < BLOCKS ? ByteBuffer.allocateDirect(BLOCK_SIZE) : free.take();
        }
        block.clear();
        while (block.hasRemaining() && source.read(block) >= 0) {
            continue;
        }
        return block.flip();
    }

    private void checkLimits(long total) throws RefusedArchiveException {
        if (total > limits.bytes()) {
            throw RefusedArchiveException.limit(
                    ArchiveLimits.BYTES, "decompresses to more than " + (limits.bytes() >> 20) + " MiB");
        }
        if (total > RATIO_CHECKED_AFTER && total / limits.ratio() > source.consumed()) {
            throw RefusedArchiveException.limit(
                    ArchiveLimits.RATIO, "decompresses to more than " + limits.ratio() + " times its size");
        }
    }

    /** Ends the thread. Afterwards the source can be closed. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
