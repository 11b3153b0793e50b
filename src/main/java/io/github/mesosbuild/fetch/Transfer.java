package io.github.mesosbuild.fetch;

import io.github.mesosbuild.fetch.ByteRanges.Extent;
import io.github.mesosbuild.fetch.DigestPipe.Chunk;
import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Moves the missing bytes of one file from a server to the disk. The calling thread leads: it receives, and where that pays
 * it has helpers receive other ranges. While only one connection ever wrote, its buffers go straight to the digests;
 * otherwise the digests follow on the disk behind what is complete.
 */
final class Transfer {
    private static final Duration NOTE_EVERY = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final int BUFFER = 256 * 1024;

    private final HttpRequester web;
    private final HttpRequester.Target target;
    private final PartFile part;
    private final FileChannel channel;
    private final Optional<PartFile.Entity> entity;
    private final ByteRanges extents;
    private final DigestPipe pipe;
    private final ConnectionScaling growth;
    private final TransferProgress progress;
    private final Clock clock;
    private final boolean resumed;
    private final Flusher flusher;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<HttpReply> helperReplies = ConcurrentHashMap.newKeySet();
    private CountDownLatch noted;
    private Thread follower;
    private Duration waitedBefore = Duration.ZERO;
    private volatile boolean closing;
    private volatile FetchException localFailure;

    Transfer(
            HttpRequester web,
            HttpRequester.Target target,
            PartFile part,
            FileChannel channel,
            Optional<PartFile.Entity> entity,
            ByteRanges extents,
            DigestPipe pipe,
            ConnectionScaling growth,
            TransferProgress progress,
            boolean resumed) {
        this.web = web;
        this.target = target;
        this.part = part;
        this.channel = channel;
        this.entity = entity;
        this.extents = extents;
        this.pipe = pipe;
        this.growth = growth;
        this.progress = progress;
        this.clock = target.deadline().clock();
        this.resumed = resumed;
        this.flusher = new Flusher(channel);
    }

    /**
     * Receives all that is missing and forces it to the disk.
     *
     * @param head bytes of the first run that were already read; null if none
     */
    CompletedPart run(Extent first, HttpReply firstReply, Chunk head) throws FetchException, InterruptedException {
        boolean complete = false;
        try (channel;
                pipe;
                flusher) {
            if (head == null) {
                follow(0);
            } else {
                store(first, head.bytes, head.length, head);
            }
            lead(first, firstReply);
            CacheWrites.run(part.path(), () -> {
                channel.force(true);
                return null;
            });
            joinAll();
            Map<Digest.Algorithm, Digest> digests = pipe.finish();
            complete = true;
            return new CompletedPart(extents.length(), digests, resumed);
        } catch (IOException closeFailed) {
            throw CacheWrites.failure(part.path(), closeFailed);
        } finally {
            if (!complete) {
                giveUp();
            }
        }
    }

    private void lead(Extent first, HttpReply firstReply) throws FetchException, InterruptedException {
        Extent extent = first;
        HttpReply reply = firstReply;
        while (true) {
            try {
                fill(extent, reply, true);
            } finally {
                end(reply);
            }
            waitedBefore = waitedBefore.plus(reply.waited());
            Optional<Extent> next = extents.take().or(() -> extents.split(growth.smallestRange()));
            if (next.isEmpty()) {
                extents.awaitIdleOrComplete();
                next = extents.take();
            }
            if (localFailure != null) {
                throw localFailure;
            }
            if (next.isEmpty()) {
                return;
            }
            extent = next.get();
            ByteRange range = extents.range(extent);
            reply = ask(range);
            if (!reply.isPart(range, entity.orElseThrow())) {
                end(reply);
                throw changed(reply.url());
            }
        }
    }

    private HttpReply ask(ByteRange range) throws FetchException, InterruptedException {
        return web.get(
                target,
                target.source().url(),
                "Range",
                "bytes=" + range.from() + "-" + (range.to() - 1),
                "If-Range",
                entity.orElseThrow().validator().value());
    }

    private FetchException changed(URI url) throws FetchException, InterruptedException {
        CacheWrites.run(part.path(), () -> {
            part.discard();
            return null;
        });
        return new FetchException(
                        FetchException.Kind.CUT,
                        target.source(),
                        target.source() + " is no longer the file that it was when the fetch began")
                .at(url);
    }

    /** A body that was not read to its end would keep its connection busy. */
    private static void end(HttpReply reply) {
        reply.cancel();
        reply.close();
    }

    private void fill(Extent extent, HttpReply reply, boolean leading) throws FetchException, InterruptedException {
        byte[] own = null;
        while (extents.range(extent).length() > 0) {
            Chunk chunk = leading && follower == null ? pipe.take() : null;
            if (chunk == null && own == null) {
                own = new byte[BUFFER];
            }
            byte[] bytes = chunk == null ? own : chunk.bytes;
            int count;
            try {
                count = reply.read(bytes, 0);
            } catch (IOException e) {
                throw reply.failed(e);
            }
            if (count < 0) {
                if (extents.length() != ByteRanges.UNKNOWN) {
                    throw reply.failed(new IOException("its body is shorter than it said"));
                }
                extents.endsAt(extent);
                return;
            }
            store(extent, bytes, count, chunk);
            if (leading) {
                grow(reply);
            }
        }
    }

    private void store(Extent extent, byte[] bytes, int count, Chunk chunk)
            throws FetchException, InterruptedException {
        long position = extents.range(extent).from();
        int wanted = extents.claim(extent, count);
        CacheWrites.write(channel, part.path(), bytes, wanted, position);
        if (chunk != null) {
            chunk.length = wanted;
            pipe.put(chunk);
        }
        extents.written(extent);
        flusher.wrote(wanted);
        progress.add(wanted);
    }

    private void grow(HttpReply reply) throws FetchException, InterruptedException {
        Duration waited = waitedBefore.plus(reply.waited());
        int more = growth.wanted(clock.instant(), progress.transferred(), extents.missing(), waited);
        for (int i = 0; i < more; i++) {
            Optional<Extent> half = extents.split(growth.smallestRange());
            if (half.isEmpty()) {
                growth.stop();
                return;
            }
            if (noted == null) {
                noted = new CountDownLatch(1);
                start("note", this::noteBeforeHelpersWrite);
            }
            if (follower == null) {
                follow(extents.prefix());
            }
            start("range", () -> help(half.get()));
        }
    }

    /** From now on the size of the file says nothing: a kill must find a note of what is in it. */
    private void noteBeforeHelpersWrite() {
        try {
            noteReceived();
        } catch (FetchException e) {
            localFailure = e;
            extents.abandon();
        } catch (InterruptedException e) {
            extents.abandon();
        } finally {
            noted.countDown();
        }
    }

    private void help(Extent first) {
        Optional<Extent> extent = Optional.of(first);
        while (extent.isPresent() && !closing) {
            try {
                ByteRange range = extents.range(extent.get());
                HttpReply reply = ask(range);
                helperReplies.add(reply);
                try {
                    noted.await();
                    if (closing || localFailure != null || !reply.isPart(range, entity.orElseThrow())) {
                        growth.stop();
                        extents.giveBack(extent.get());
                        return;
                    }
                    fill(extent.get(), reply, false);
                } finally {
                    helperReplies.remove(reply);
                    end(reply);
                }
                extent = extents.take().or(() -> extents.split(growth.smallestRange()));
            } catch (FetchException | InterruptedException | RuntimeException e) {
                // Not a failure of the transfer: the leader takes the range over and meets what is really wrong.
                growth.stop();
                if (e instanceof FetchException failure && failure.isFinal()) {
                    localFailure = failure;
                }
                extents.giveBack(extent.get());
                return;
            }
        }
    }

    /** Digests from the disk what is complete from the beginning of the file on. */
    private void follow(long from) {
        follower = start("digest reader", () -> {
            try {
                long at = from;
                Instant noted = clock.instant();
                while (at < extents.length()) {
                    long prefix = extents.awaitPrefixBeyond(at);
                    if (prefix < 0) {
                        return;
                    }
                    while (at < prefix) {
                        at += digestFromDisk(at, prefix);
                    }
                    if (!helperReplies.isEmpty()
                            && Duration.between(noted, clock.instant()).compareTo(NOTE_EVERY) > 0) {
                        noteReceived();
                        noted = clock.instant();
                    }
                }
            } catch (FetchException e) {
                localFailure = e;
                extents.abandon();
            } catch (InterruptedException e) {
                extents.abandon();
            }
        });
    }

    private int digestFromDisk(long from, long to) throws FetchException, InterruptedException {
        Chunk chunk = pipe.take();
        int wanted = (int) Math.min(chunk.bytes.length, to - from);
        chunk.length = CacheWrites.run(part.path(), () -> {
            ByteBuffer buffer = ByteBuffer.wrap(chunk.bytes, 0, wanted);
            int count = 0;
            while (count >= 0 && buffer.hasRemaining()) {
                count = channel.read(buffer, from + buffer.position());
            }
            if (buffer.hasRemaining()) {
                throw new IOException("the file became shorter while it was read");
            }
            return wanted;
        });
        pipe.put(chunk);
        return wanted;
    }

    private Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, "fetch " + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private void joinAll() throws FetchException, InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (localFailure != null) {
            throw localFailure;
        }
    }

    private static void joinBriefly(Thread thread) {
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void noteReceived() throws FetchException, InterruptedException {
        CacheWrites.run(part.path(), () -> {
            part.note(entity.orElseThrow(), Optional.of(extents.received()));
            return null;
        });
    }

    /** Stops all threads and notes what is there, so that the next attempt joins exactly to it. */
    private void giveUp() {
        closing = true;
        extents.abandon();
        web.cancelAll();
        helperReplies.forEach(HttpReply::cancel);
        boolean interrupted = Thread.interrupted();
        threads.forEach(Transfer::joinBriefly);
        try {
            if (entity.isPresent() && Files.exists(PartFile.sidecar(part.path()))) {
                part.note(entity.get(), Optional.of(extents.received()));
            }
        } catch (IOException e) {
            // What was noted before is still true, only less.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
