package io.github.mesosbuild.fetch;

import io.github.mesosbuild.fetch.DigestPipe.Chunk;
import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One attempt to get an archive from a server: joins to a part if server and part agree, else starts over. */
final class Download {
    private final HttpRequester web;
    private final HttpRequester.Target target;
    private final PartFile part;
    private final String fileName;
    private final Set<Digest.Algorithm> algorithms;
    private final int connections;
    private final ConnectionScaling.Policy policy;
    private final TransferProgress progress;

    Download(
            HttpRequester web,
            HttpRequester.Target target,
            PartFile part,
            String fileName,
            Set<Digest.Algorithm> algorithms,
            int connections,
            ConnectionScaling.Policy policy,
            TransferProgress progress) {
        this.web = web;
        this.target = target;
        this.part = part;
        this.fileName = fileName;
        this.algorithms = algorithms;
        this.connections = connections;
        this.policy = policy;
        this.progress = progress;
    }

    CompletedPart run() throws FetchException, InterruptedException {
        Optional<PartFile.Known> known = CacheWrites.run(part.path(), () -> part.known(url()));
        if (known.isPresent()) {
            Optional<CompletedPart> received = join(known.get());
            if (received.isPresent()) {
                return received.get();
            }
        }
        return startOver(web.get(target, url()));
    }

    private URI url() {
        return target.source().url();
    }

    /** RFC 9110, 13.1.5 and 15.3.7: only a 206 of exactly the asked bytes is a part of what we have. */
    private Optional<CompletedPart> join(PartFile.Known known) throws FetchException, InterruptedException {
        PartFile.Entity entity = known.entity();
        ByteRanges extents = new ByteRanges(entity.length(), known.received());
        ByteRanges.Extent gap = extents.take().orElseThrow();
        ByteRange range = extents.range(gap);
        HttpReply reply = web.get(
                target,
                url(),
                "Range",
                "bytes=" + range.from() + "-" + (range.to() - 1),
                "If-Range",
                entity.validator().value());
        if (reply.isPart(range, entity)) {
            CacheWrites.requireSpace(part.path(), extents.missing());
            FileChannel channel = CacheWrites.run(part.path(), () -> part.goOn(known));
            progress.starting(target.source(), entity.length() - extents.missing(), OptionalLong.of(entity.length()));
            DigestPipe pipe = new DigestPipe(algorithms);
            ConnectionScaling growth = growth(entity.length());
            return Optional.of(transfer(channel, Optional.of(entity), extents, pipe, growth, true)
                    .run(gap, reply, null));
        }
        if (reply.status() == 200) {
            return Optional.of(startOver(reply));
        }
        reply.cancel();
        reply.close();
        return Optional.empty();
    }

    private CompletedPart startOver(HttpReply reply) throws FetchException, InterruptedException {
        DigestPipe pipe = new DigestPipe(algorithms);
        try {
            requireWhole(reply);
            Chunk head = pipe.take();
            head.length = readHead(reply, head.bytes);
            Optional<String> complaint = ArchiveShape.complaint(fileName, head.bytes, head.length);
            if (complaint.isPresent()) {
                throw notTheArchive(reply, complaint.get());
            }
            OptionalLong length = reply.length();
            Optional<PartFile.Entity> entity = length.isEmpty()
                    ? Optional.empty()
                    : reply.validator().map(v -> new PartFile.Entity(url(), v, length.getAsLong()));
            FileChannel channel = CacheWrites.run(part.path(), () -> part.startOver(entity));
            CacheWrites.requireSpace(part.path(), length.orElse(0));
            ByteRanges extents = new ByteRanges(length.orElse(ByteRanges.UNKNOWN), List.of());
            progress.starting(target.source(), 0, length);
            ConnectionScaling growth = growth(entity.isPresent() && reply.offersRanges() ? length.getAsLong() : 0);
            return transfer(channel, entity, extents, pipe, growth, false)
                    .run(extents.take().orElseThrow(), reply, head);
        } catch (FetchException | InterruptedException | RuntimeException e) {
            pipe.close();
            reply.cancel();
            reply.close();
            throw e;
        }
    }

    private void requireWhole(HttpReply reply) throws FetchException {
        if (reply.status() != 200) {
            throw new FetchException(
                            FetchException.Kind.HTTP_STATUS,
                            target.source(),
                            target.source() + " answers with status " + reply.status()
                                    + " when asked for the whole file")
                    .at(reply.url())
                    .answered(reply.status(), null);
        }
        Optional<String> encoding = reply.encoding().filter(name -> !ArchiveShape.isEncodingOfName(name, fileName));
        if (encoding.isPresent()) {
            throw notTheArchive(
                    reply, "comes with the content encoding " + encoding.get() + ", which was not asked for");
        }
    }

    private FetchException notTheArchive(HttpReply reply, String what) {
        return new FetchException(
                        FetchException.Kind.NOT_THE_ARCHIVE,
                        target.source(),
                        Source.withoutUserInfo(reply.url()) + " " + what + ", so it is not " + fileName)
                .at(reply.url());
    }

    private static int readHead(HttpReply reply, byte[] bytes) throws FetchException, InterruptedException {
        int length = 0;
        try {
            while (length < ArchiveShape.HEAD) {
                int count = reply.read(bytes, length);
                if (count < 0) {
                    return length;
                }
                length += count;
            }
            return length;
        } catch (IOException e) {
            throw reply.failed(e);
        }
    }

    private ConnectionScaling growth(long length) {
        return new ConnectionScaling(
                policy, connections, length, target.deadline().clock().instant(), progress.transferred());
    }

    private Transfer transfer(
            FileChannel channel,
            Optional<PartFile.Entity> entity,
            ByteRanges extents,
            DigestPipe pipe,
            ConnectionScaling growth,
            boolean resumed) {
        return new Transfer(web, target, part, channel, entity, extents, pipe, growth, progress, resumed);
    }
}
