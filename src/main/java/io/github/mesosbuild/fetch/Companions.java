package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileErrors;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches the small optional files next to an archive: signatures and checksum files. If one cannot be fetched, only a signature that
 * is the archive's sole proof fails the source.
 */
final class Companions {
    /** The maximum size of a checksum file or detached signature in bytes. */
    static final int LARGEST = 64 * 1024;

    private static final String SIGNATURE = ".asc";
    private static final Duration TIME = Duration.ofSeconds(30);

    private final Path directory;
    private final FetchRequest request;
    private final FetchListener listener;

    /** The retrieval of one companion; empty if it does not exist. */
    @FunctionalInterface
    private interface Retrieval {
        Optional<byte[]> run() throws FetchException, InterruptedException;
    }

    Companions(Path directory, FetchRequest request, FetchListener listener) {
        this.directory = directory;
        this.request = request;
        this.listener = listener;
    }

    Map<String, Path> download(HttpRequester requester, HttpRequester.Target target)
            throws FetchException, InterruptedException {
        Map<String, Path> found = new LinkedHashMap<>();
        Deadline optional = target.deadline().within(TIME);
        for (String suffix : request.companions()) {
            HttpRequester.Target limited = isProof(suffix)
                    ? target
                    : new HttpRequester.Target(target.source(), target.stronglyPinned(), optional);
            add(found, target.source(), suffix, () -> get(requester, limited, suffix));
        }
        return found;
    }

    Map<String, Path> copy(Source source, Path archive) throws FetchException, InterruptedException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (String suffix : request.companions()) {
            Path file = archive.resolveSibling(
                    suffix.startsWith("/") ? suffix.substring(1) : archive.getFileName() + suffix);
            if (Files.isRegularFile(file)) {
                add(found, source, suffix, () -> Optional.of(read(source, file)));
            }
        }
        return found;
    }

    /** Copies the signature of an artifact; Maven repositories have none but {@code .asc}. */
    Map<String, Path> copySignature(Source source, Path file) throws FetchException, InterruptedException {
        Map<String, Path> found = new LinkedHashMap<>();
        add(found, source, SIGNATURE, () -> Optional.of(read(source, file)));
        return found;
    }

    private boolean isProof(String suffix) {
        return !request.stronglyPinned() && Archive.SIGNATURES.contains(suffix);
    }

    private void add(Map<String, Path> found, Source source, String suffix, Retrieval retrieval)
            throws FetchException, InterruptedException {
        Optional<byte[]> content;
        try {
            content = retrieval.run();
        } catch (FetchException e) {
            if (isProof(suffix)) {
                throw e;
            }
            listener.companionFailed(source, e.getMessage());
            return;
        }
        if (content.isPresent()) {
            String end = FetchRequest.end(suffix);
            found.put(end, keep(end, content.get()));
        }
    }

    private Optional<byte[]> get(HttpRequester requester, HttpRequester.Target target, String suffix)
            throws FetchException, InterruptedException {
        URI url = withSuffix(target.source().url(), suffix);
        try (HttpReply reply = requester.get(target, url)) {
            Optional<String> encoding = reply.encoding().filter(name -> !ArchiveShape.isGzip(name));
            if (reply.status() != 200 || encoding.isPresent()) {
                throw new FetchException(
                                FetchException.Kind.HTTP_STATUS,
                                target.source(),
                                Redactor.withoutUserInfo(url) + " returned " + reply.statusLine()
                                        + encoding.map(name -> " with the content encoding " + name)
                                                .orElse(""))
                        .at(url)
                        .answered(reply.status(), null);
            }
            byte[] content = body(requester, target, reply);
            if (reply.encoding().isPresent()) {
                content = decoded(content);
            }
            // Some servers answer 200 with an HTML page for a missing file.
            return ArchiveShape.isHtml(content, content.length)
                    ? Optional.empty()
                    : Optional.of(checked(target.source(), Redactor.withoutUserInfo(url), content));
        } catch (FetchException e) {
            if (e.kind() == FetchException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private byte[] body(HttpRequester requester, HttpRequester.Target target, HttpReply reply)
            throws FetchException, InterruptedException {
        byte[] buffer = new byte[LARGEST + 1];
        int length = 0;
        RateFloor floor =
                requester.floor(request.limits().rate(), target.deadline().clock(), 0);
        try {
            for (int count = 0; count >= 0 && length < buffer.length; count = reply.read(buffer, length)) {
                length += count;
                Optional<String> slow = floor.problem(length);
                if (slow.isPresent()) {
                    throw reply.slow(slow.get());
                }
            }
        } catch (IOException e) {
            throw reply.failed(e);
        }
        return Arrays.copyOf(buffer, length);
    }

    /** Undoes a content encoding that was not asked for. Servers also state one that they did not apply. */
    private static byte[] decoded(byte[] content) {
        SmallGzip plain = SmallGzip.decode(content, content.length, LARGEST + 1);
        return plain.complete() || plain.bytes().length > LARGEST ? plain.bytes() : content;
    }

    private static byte[] read(Source source, Path file) throws FetchException {
        try {
            byte[] content = Files.size(file) > LARGEST ? new byte[LARGEST + 1] : Files.readAllBytes(file);
            return checked(source, file.toString(), content);
        } catch (IOException e) {
            throw new FetchException(
                            FetchException.Kind.UNREADABLE,
                            source,
                            "Cannot read " + file + ": " + FileErrors.reason(e),
                            e)
                    .on(file);
        }
    }

    private Path keep(String suffix, byte[] content) throws FetchException, InterruptedException {
        Path file = directory.resolve(request.fileName() + suffix);
        return CacheWrites.run(file, () -> {
            AtomicFile.write(file, content);
            return file;
        });
    }

    private static byte[] checked(Source source, String name, byte[] content) throws FetchException {
        if (content.length > LARGEST) {
            throw new FetchException(
                    FetchException.Kind.TOO_LARGE,
                    source,
                    name + " is too large for a signature or checksum file (more than " + LARGEST / 1024 + " KiB)");
        }
        return content;
    }

    private static URI withSuffix(URI archive, String suffix) {
        try {
            if (suffix.startsWith("/")) {
                return archive.resolve(suffix.substring(1));
            }
            String text = archive.toString();
            int query = text.indexOf('?');
            return new URI(query < 0 ? text + suffix : text.substring(0, query) + suffix + text.substring(query));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + suffix + "' cannot be part of a URL", e);
        }
    }
}
