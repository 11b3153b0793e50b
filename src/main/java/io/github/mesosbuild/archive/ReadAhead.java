package io.github.mesosbuild.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Decompresses in a thread of its own, a few blocks ahead of whoever writes, and stops when the archive unfolds to more than
 * the limits allow. Memory is bounded by {@value #BLOCKS} blocks.
 */
final class ReadAhead implements AutoCloseable {
    private static final int BLOCKS = 8;
    private static final int BLOCK_SIZE = 1 << 18;
    private static final long UNJUDGED = 10L << 20;

    /** One block, or with none of it the end or the failure that ended it. */
    private record Block(ByteBuffer data, Throwable failure) {}

    private final Decompression source;
    private final ArchiveLimits limits;
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final Thread thread = new Thread(this::fillAll, "unpack-decompress");
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean ended;
    private int made;

    ReadAhead(Decompression source, ArchiveLimits limits) {
        this.source = source;
        this.limits = limits;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * What is there to be read now, at least one byte; empty only at the end. The caller reads from it and asks again.
     *
     * @throws RefusedArchiveException if the archive cannot be read any further
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
                judge(total);
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
            block = made++ < BLOCKS ? ByteBuffer.allocateDirect(BLOCK_SIZE) : free.take();
        }
        block.clear();
        while (block.hasRemaining() && source.read(block) >= 0) {
            continue;
        }
        return block.flip();
    }

    private void judge(long total) throws RefusedArchiveException {
        if (total > limits.bytes()) {
            throw RefusedArchiveException.limit(
                    ArchiveLimits.BYTES, "unfolds to more than " + limits.bytes() + " bytes");
        }
        if (total > UNJUDGED && total / limits.ratio() > source.consumed()) {
            throw RefusedArchiveException.limit(
                    ArchiveLimits.RATIO, "unfolds to more than " + limits.ratio() + " times its size");
        }
    }

    /** Ends the thread; the source is then free to be closed. */
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
