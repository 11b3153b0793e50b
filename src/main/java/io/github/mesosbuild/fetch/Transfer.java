package io.github.mesosbuild.fetch;

import io.github.mesosbuild.fetch.ByteRanges.Gap;
import io.github.mesosbuild.fetch.DigestPipe.Chunk;
import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.net.URI;
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
 * Transfers the missing bytes of a file from a server to the disk. The calling thread receives bytes and, if it is worthwhile,
 * starts helper threads that receive other ranges. As long as there is only one connection, its buffers go directly to the
 * digests. Otherwise a thread reads the completed start of the file back from the disk for the digests.
 */
final class Transfer {
    private static final Duration NOTE_EVERY = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final int BUFFER = 256 * 1024;

    private final HttpRequester requester;
    private final HttpRequester.Target target;
    private final FetchRequest.Limits limits;
    private final PartFile part;
    private final FileChannel channel;
    private final Optional<PartFile.Entity> entity;
    private final ByteRanges ranges;
    private final DigestPipe pipe;
    private final ConnectionScaling scaling;
    private final TransferProgress progress;
    private final Clock clock;
    private final boolean resumed;
    private final Flusher flusher;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<HttpReply> helperReplies = ConcurrentHashMap.newKeySet();
    private CountDownLatch noteWritten;
    private Thread diskReader;
    private RateFloor floor;
    private Duration waitedBefore = Duration.ZERO;
    private volatile boolean closing;
    private volatile FetchException localFailure;

    /** The work of a thread, whose failure fails the transfer. */
    @FunctionalInterface
    private interface Task {
        void run() throws FetchException, InterruptedException;
    }

    Transfer(
            HttpRequester requester,
            HttpRequester.Target target,
            FetchRequest.Limits limits,
            PartFile part,
            FileChannel channel,
            Optional<PartFile.Entity> entity,
            ByteRanges ranges,
            DigestPipe pipe,
            ConnectionScaling scaling,
            TransferProgress progress,
            boolean resumed) {
        this.requester = requester;
        this.target = target;
        this.limits = limits;
        this.part = part;
        this.channel = channel;
        this.entity = entity;
        this.ranges = ranges;
        this.pipe = pipe;
        this.scaling = scaling;
        this.progress = progress;
        this.clock = target.deadline().clock();
        this.resumed = resumed;
        this.flusher = new Flusher(channel);
    }

    /**
     * Receives all missing bytes and forces them to the disk.
     *
     * @param head bytes of the first gap that were already read; null if there are none
     */
    CompletedPart run(Gap first, HttpReply firstReply, Chunk head) throws FetchException, InterruptedException {
        boolean complete = false;
        floor = requester.floor(limits.rate(), clock, progress.transferred());
        try (channel;
                pipe;
                flusher) {
            if (head == null) {
                digestFromDisk(0);
            } else {
                store(first, head.bytes, head.length, head);
            }
            lead(first, firstReply);
            CacheWrites.force(channel, part.path());
            joinAll();
            Map<Digest.Algorithm, Digest> digests = pipe.finish();
            complete = true;
            return new CompletedPart(ranges.length(), digests, resumed);
        } catch (IOException closeFailed) {
            throw CacheWrites.failure(part.path(), closeFailed);
        } catch (FetchException e) {
            removeUselessPart(e);
            throw e;
        } finally {
            if (!complete) {
                abort();
            }
        }
    }

    private void lead(Gap first, HttpReply firstReply) throws FetchException, InterruptedException {
        Gap gap = first;
        HttpReply reply = firstReply;
        while (true) {
            try {
                fill(gap, reply, true);
            } finally {
                reply.discard();
            }
            waitedBefore = waitedBefore.plus(reply.waited());
            Optional<Gap> next = ranges.take().or(() -> ranges.split(scaling.smallestRange()));
            if (next.isEmpty()) {
                ranges.awaitFreeOrComplete();
                next = ranges.take();
            }
            if (localFailure != null) {
                throw localFailure;
            }
            if (next.isEmpty()) {
                return;
            }
            gap = next.get();
            ByteRange range = ranges.range(gap);
            reply = ask(range);
            if (!reply.isPart(range, entity.orElseThrow())) {
                reply.discard();
                throw changed(reply.url());
            }
        }
    }

    private HttpReply ask(ByteRange range) throws FetchException, InterruptedException {
        return requester.getRange(target, range, entity.orElseThrow().validator());
    }

    private FetchException changed(URI url) throws FetchException, InterruptedException {
        CacheWrites.run(part.path(), () -> {
            part.discard();
            return null;
        });
        return new FetchException(
                        FetchException.Kind.CUT,
                        target.source(),
                        target.source() + " changed while it was being downloaded")
                .at(url);
    }

    private void fill(Gap gap, HttpReply reply, boolean leading) throws FetchException, InterruptedException {
        byte[] buffer = null;
        while (ranges.range(gap).length() > 0) {
            Chunk chunk = leading && diskReader == null ? pipe.take() : null;
            if (chunk == null && buffer == null) {
                buffer = new byte[BUFFER];
            }
            byte[] bytes = chunk == null ? buffer : chunk.bytes;
            int count;
            try {
                count = reply.read(bytes, 0);
            } catch (IOException e) {
                throw reply.failed(e);
            }
            if (count < 0) {
                if (ranges.length() != ByteRanges.UNKNOWN) {
                    throw reply.failed(new IOException("the body is shorter than the stated length"));
                }
                ranges.endsAt(gap);
                return;
            }
            store(gap, bytes, count, chunk);
            if (leading) {
                requireRate(reply);
                addConnections(reply);
            }
        }
    }

    private void requireRate(HttpReply reply) throws FetchException {
        Optional<String> slow = floor.problem(progress.transferred());
        if (slow.isPresent() && ranges.missing() > 0) {
            throw reply.slow(slow.get());
        }
    }

    private void store(Gap gap, byte[] bytes, int count, Chunk chunk) throws FetchException, InterruptedException {
        long position = ranges.range(gap).from();
        if (position + count > limits.bytes()) {
            throw Download.oversized(target.source(), "sends more than the limit of ", limits);
        }
        int wanted = ranges.reserve(gap, count);
        CacheWrites.write(channel, part.path(), bytes, wanted, position);
        if (chunk != null) {
            chunk.length = wanted;
            pipe.put(chunk);
        }
        ranges.written(gap);
        flusher.wrote(wanted);
        progress.add(wanted);
    }

    private void addConnections(HttpReply reply) throws FetchException, InterruptedException {
        Duration waited = waitedBefore.plus(reply.waited());
        int more = scaling.wanted(clock.instant(), progress.transferred(), ranges.missing(), waited);
        for (int i = 0; i < more; i++) {
            Optional<Gap> half = ranges.split(scaling.smallestRange());
            if (half.isEmpty()) {
                scaling.stop();
                return;
            }
            if (noteWritten == null) {
                noteWritten = new CountDownLatch(1);
                start("note", this::writeNoteBeforeHelpers);
            }
            if (diskReader == null) {
                digestFromDisk(ranges.prefix());
            }
            start("range", () -> help(half.get()));
        }
    }

    /** Notes the received ranges before helpers write, because afterwards the size of the file is not enough to resume it. */
    private void writeNoteBeforeHelpers() {
        try {
            run(this::writeNote);
        } finally {
            noteWritten.countDown();
        }
    }

    private void help(Gap first) {
        Optional<Gap> gap = Optional.of(first);
        while (gap.isPresent() && !closing) {
            try {
                ByteRange range = ranges.range(gap.get());
                HttpReply reply = ask(range);
                helperReplies.add(reply);
                try {
                    noteWritten.await();
                    if (closing || localFailure != null || !reply.isPart(range, entity.orElseThrow())) {
                        scaling.stop();
                        ranges.giveBack(gap.get());
                        return;
                    }
                    fill(gap.get(), reply, false);
                } finally {
                    helperReplies.remove(reply);
                    reply.discard();
                }
                gap = ranges.take().or(() -> ranges.split(scaling.smallestRange()));
            } catch (FetchException | InterruptedException | RuntimeException e) {
                // The transfer does not fail here: the leading thread takes over the range and reports a lasting
                // problem.
                scaling.stop();
                if (e instanceof FetchException failure && failure.isLocal()) {
                    localFailure = failure;
                }
                ranges.giveBack(gap.get());
                return;
            }
        }
    }

    /** Starts a thread that computes the digests of the completed start of the file from the disk. */
    private void digestFromDisk(long from) {
        diskReader = start("digest reader", () -> {
            long at = from;
            Instant lastNote = clock.instant();
            while (at < ranges.length()) {
                long prefix = ranges.awaitPrefixBeyond(at);
                if (prefix < 0) {
                    return;
                }
                while (at < prefix) {
                    at += readForDigests(at, prefix);
                }
                if (!helperReplies.isEmpty()
                        && Duration.between(lastNote, clock.instant()).compareTo(NOTE_EVERY) > 0) {
                    writeNote();
                    lastNote = clock.instant();
                }
            }
        });
    }

    private int readForDigests(long from, long to) throws FetchException, InterruptedException {
        Chunk chunk = pipe.take();
        int count = (int) Math.min(chunk.bytes.length, to - from);
        CacheWrites.read(channel, part.path(), chunk.bytes, count, from);
        chunk.length = count;
        pipe.put(chunk);
        return count;
    }

    private Thread start(String name, Task task) {
        Thread thread = new Thread(() -> run(task), "fetch " + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (FetchException e) {
            localFailure = e;
            ranges.abandon();
        } catch (InterruptedException e) {
            ranges.abandon();
        }
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

    private void writeNote() throws FetchException, InterruptedException {
        CacheWrites.run(part.path(), () -> {
            part.note(entity.orElseThrow(), Optional.of(ranges.received()));
            return null;
        });
    }

    /** Removes a part that fills the disk and cannot be resumed. */
    private void removeUselessPart(FetchException failure) throws FetchException, InterruptedException {
        boolean full = failure.kind() == FetchException.Kind.NO_SPACE && entity.isEmpty();
        if (full || failure.kind() == FetchException.Kind.OVERSIZED) {
            CacheWrites.run(part.path(), () -> {
                part.discard();
                return null;
            });
        }
    }

    /** Stops all threads and notes what was received, so that the next attempt resumes exactly there. */
    private void abort() {
        closing = true;
        ranges.abandon();
        requester.cancelAll();
        helperReplies.forEach(HttpReply::cancel);
        boolean interrupted = Thread.interrupted();
        threads.forEach(Transfer::joinBriefly);
        try {
            if (entity.isPresent() && Files.exists(PartFile.sidecar(part.path()))) {
                part.note(entity.get(), Optional.of(ranges.received()));
            }
        } catch (IOException e) {
            // The previous note is still true, but less precise.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
