package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Computes digests of a stream while the bytes arrive, each in its own thread. The number of buffers is fixed, so a source that
 * is faster than the digests waits for a free buffer.
 */
final class DigestPipe implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;
    private static final int BUFFERS = 32;
    private static final Chunk END = new Chunk(new byte[0]);

    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(BUFFERS);
    private final List<Lane> lanes = new ArrayList<>();

    /** A buffer of bytes. */
    static final class Chunk {
        final byte[] bytes;
        int length;
        private final AtomicInteger readers = new AtomicInteger();

        private Chunk(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private final class Lane implements Runnable {
        private final Digest.Algorithm algorithm;
        private final MessageDigest digest;
        private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(BUFFERS + 1);
        private final Thread thread;

        private Lane(Digest.Algorithm algorithm) {
            this.algorithm = algorithm;
            try {
                this.digest = MessageDigest.getInstance(algorithm.jcaName());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has " + algorithm.jcaName(), e);
            }
            this.thread = new Thread(this, "digest " + algorithm.jcaName());
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            try {
                for (Chunk chunk = queue.take(); chunk != END; chunk = queue.take()) {
                    digest.update(chunk.bytes, 0, chunk.length);
                    if (chunk.readers.decrementAndGet() == 0) {
                        free.add(chunk);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    DigestPipe(Set<Digest.Algorithm> algorithms) {
        for (int i = 0; i < BUFFERS; i++) {
            free.add(new Chunk(new byte[BUFFER]));
        }
        for (Digest.Algorithm algorithm : algorithms) {
            Lane lane = new Lane(algorithm);
            lanes.add(lane);
            lane.thread.start();
        }
    }

    /** Waits for a free buffer and returns it. */
    Chunk take() throws InterruptedException {
        return free.take();
    }

    /** Adds the first {@code length} bytes of the buffer to the digests. They must not change afterwards. */
    void put(Chunk chunk) {
        if (chunk.length == 0) {
            free.add(chunk);
            return;
        }
        chunk.readers.set(lanes.size());
        lanes.forEach(lane -> lane.queue.add(chunk));
    }

    /** Waits until all bytes are processed and returns the digests. */
    Map<Digest.Algorithm, Digest> finish() throws InterruptedException {
        Map<Digest.Algorithm, Digest> digests = new EnumMap<>(Digest.Algorithm.class);
        lanes.forEach(lane -> lane.queue.add(END));
        for (Lane lane : lanes) {
            lane.thread.join();
            digests.put(
                    lane.algorithm, new Digest(lane.algorithm, HexFormat.of().formatHex(lane.digest.digest())));
        }
        return digests;
    }

    /** Stops the threads immediately. */
    @Override
    public void close() {
        lanes.forEach(lane -> lane.thread.interrupt());
    }
}
