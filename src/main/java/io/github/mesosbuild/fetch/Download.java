package io.github.mesosbuild.fetch;

import io.github.mesosbuild.fetch.DigestPipe.Chunk;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** An attempt to download an archive from a server. It resumes a part file if that is still valid, and starts over otherwise. */
final class Download {
    private final HttpRequester requester;
    private final HttpRequester.Target target;
    private final PartFile part;
    private final String fileName;
    private final Set<Digest.Algorithm> algorithms;
    private final FetchRequest.Limits limits;
    private final ConnectionScaling.Policy policy;
    private final TransferProgress progress;

    Download(
            HttpRequester requester,
            HttpRequester.Target target,
            PartFile part,
            String fileName,
            Set<Digest.Algorithm> algorithms,
            FetchRequest.Limits limits,
            ConnectionScaling.Policy policy,
            TransferProgress progress) {
        this.requester = requester;
        this.target = target;
        this.part = part;
        this.fileName = fileName;
        this.algorithms = algorithms;
        this.limits = limits;
        this.policy = policy;
        this.progress = progress;
    }

    CompletedPart run() throws FetchException, InterruptedException {
        Optional<PartFile.Resumable> resumable = CacheWrites.run(part.path(), () -> part.resumable(url()));
        if (resumable.isPresent()) {
            Optional<CompletedPart> received = resume(resumable.get());
            if (received.isPresent()) {
                return received.get();
            }
        }
        return startOver(requester.get(target, url()));
    }

    private URI url() {
        return target.source().url();
    }

    /** Resumes the part if the server answers 206 with exactly the requested bytes (RFC 9110, 13.1.5 and 15.3.7). */
    private Optional<CompletedPart> resume(PartFile.Resumable resumable) throws FetchException, InterruptedException {
        PartFile.Entity entity = resumable.entity();
        ByteRanges ranges = new ByteRanges(entity.length(), resumable.received());
        ByteRanges.Gap gap = ranges.take().orElseThrow();
        ByteRange range = ranges.range(gap);
        HttpReply reply = requester.getRange(target, range, entity.validator());
        if (reply.isPart(range, entity)) {
            CacheWrites.requireSpace(part.path(), ranges.missing());
            FileChannel channel = CacheWrites.run(part.path(), () -> part.resume(resumable));
            progress.starting(target.source(), entity.length() - ranges.missing(), OptionalLong.of(entity.length()));
            DigestPipe pipe = new DigestPipe(algorithms);
            ConnectionScaling scaling = scaling(entity.length());
            return Optional.of(transfer(channel, Optional.of(entity), ranges, pipe, scaling, true)
                    .run(gap, reply, null));
        }
        if (reply.status() == 200) {
            return Optional.of(startOver(reply));
        }
        reply.discard();
        return Optional.empty();
    }

    private CompletedPart startOver(HttpReply reply) throws FetchException, InterruptedException {
        DigestPipe pipe = new DigestPipe(algorithms);
        try {
            requireCompleteFile(reply);
            Chunk head = pipe.take();
            head.length = readHead(reply, head.bytes);
            Optional<String> problem = ArchiveShape.problem(fileName, head.bytes, head.length);
            if (problem.isPresent()) {
                throw notTheArchive(reply, problem.get());
            }
            OptionalLong length = reply.length();
            requireAcceptable(length);
            Optional<PartFile.Entity> entity = length.isEmpty()
                    ? Optional.empty()
                    : reply.validator().map(v -> new PartFile.Entity(url(), v, length.getAsLong()));
            FileChannel channel = CacheWrites.run(part.path(), () -> part.startOver(entity));
            requireSpace(channel, length.orElse(0));
            ByteRanges ranges = new ByteRanges(length.orElse(ByteRanges.UNKNOWN), List.of());
            progress.starting(target.source(), 0, length);
            ConnectionScaling scaling = scaling(entity.isPresent() && reply.offersRanges() ? length.getAsLong() : 0);
            return transfer(channel, entity, ranges, pipe, scaling, false)
                    .run(ranges.take().orElseThrow(), reply, head);
        } catch (FetchException | InterruptedException | RuntimeException e) {
            pipe.close();
            reply.discard();
            throw e;
        }
    }

    private void requireSpace(FileChannel channel, long bytes) throws FetchException, InterruptedException {
        try {
            CacheWrites.requireSpace(part.path(), bytes);
        } catch (FetchException e) {
            CacheWrites.run(part.path(), () -> {
                channel.close();
                part.discard();
                return null;
            });
            throw e;
        }
    }

    private void requireAcceptable(OptionalLong length) throws FetchException {
        if (length.orElse(0) > limits.bytes()) {
            throw oversized(target.source(), "has " + Quantities.bytes(length.getAsLong()) + "; the limit is ", limits);
        }
    }

    static FetchException oversized(Source source, String size, FetchRequest.Limits limits) {
        return new FetchException(
                FetchException.Kind.OVERSIZED,
                source,
                source + " " + size + Quantities.bytes(limits.bytes()) + " (" + FetchRequest.Limits.BYTES + ")");
    }

    private void requireCompleteFile(HttpReply reply) throws FetchException {
        if (reply.status() != 200) {
            throw new FetchException(
                            FetchException.Kind.HTTP_STATUS,
                            target.source(),
                            target.source() + " returned " + reply.statusLine()
                                    + " for a request for the complete file")
                    .at(reply.url())
                    .answered(reply.status(), null);
        }
        Optional<String> encoding = reply.encoding().filter(name -> !ArchiveShape.isEncodingOfName(name, fileName));
        if (encoding.isPresent()) {
            throw notTheArchive(
                    reply, "it was sent with the content encoding " + encoding.get() + ", which was not requested");
        }
    }

    private FetchException notTheArchive(HttpReply reply, String problem) {
        return new FetchException(
                        FetchException.Kind.NOT_THE_ARCHIVE,
                        target.source(),
                        Redactor.withoutUserInfo(reply.url()) + " is not a valid " + fileName + ": " + problem)
                .at(reply.url());
    }

    private int readHead(HttpReply reply, byte[] bytes) throws FetchException, InterruptedException {
        int length = 0;
        RateFloor floor = requester.floor(limits.rate(), target.deadline().clock(), 0);
        try {
            while (length < ArchiveShape.HEAD) {
                int count = reply.read(bytes, length);
                if (count < 0) {
                    return length;
                }
                length += count;
                Optional<String> slow = floor.problem(length);
                if (slow.isPresent()) {
                    throw reply.slow(slow.get());
                }
            }
            return length;
        } catch (IOException e) {
            throw reply.failed(e);
        }
    }

    private ConnectionScaling scaling(long length) {
        return new ConnectionScaling(
                policy, limits.connections(), length, target.deadline().clock().instant(), progress.transferred());
    }

    private Transfer transfer(
            FileChannel channel,
            Optional<PartFile.Entity> entity,
            ByteRanges ranges,
            DigestPipe pipe,
            ConnectionScaling scaling,
            boolean resumed) {
        return new Transfer(requester, target, limits, part, channel, entity, ranges, pipe, scaling, progress, resumed);
    }
}
