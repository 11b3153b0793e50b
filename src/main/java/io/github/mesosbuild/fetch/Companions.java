package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileErrors;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fetches the small optional files next to an archive: signatures and checksum files. */
final class Companions {
    /** The maximum size of a checksum file or detached signature in bytes. */
    static final int LARGEST = 64 * 1024;

    private final Path directory;
    private final String fileName;
    private final List<String> suffixes;

    Companions(Path directory, String fileName, List<String> suffixes) {
        this.directory = directory;
        this.fileName = fileName;
        this.suffixes = suffixes;
    }

    Map<String, Path> download(HttpRequester requester, HttpRequester.Target target)
            throws FetchException, InterruptedException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (String suffix : suffixes) {
            Optional<byte[]> content = get(requester, target, suffix);
            if (content.isPresent()) {
                found.put(suffix, keep(suffix, content.get()));
            }
        }
        return found;
    }

    private static Optional<byte[]> get(HttpRequester requester, HttpRequester.Target target, String suffix)
            throws FetchException, InterruptedException {
        URI url = withSuffix(target.source().url(), suffix);
        try (HttpReply reply = requester.get(target, url)) {
            if (reply.status() != 200 || reply.encoding().isPresent()) {
                throw new FetchException(
                                FetchException.Kind.HTTP_STATUS,
                                target.source(),
                                Redactor.withoutUserInfo(url) + " returned " + reply.statusLine()
                                        + reply.encoding()
                                                .map(e -> " with the content encoding " + e)
                                                .orElse(""))
                        .at(url)
                        .answered(reply.status(), null);
            }
            byte[] buffer = new byte[LARGEST + 1];
            int length = 0;
            try {
                for (int count = 0; count >= 0 && length < buffer.length; count = reply.read(buffer, length)) {
                    length += count;
                }
            } catch (IOException e) {
                throw reply.failed(e);
            }
            // Some servers answer 200 with an HTML page for a missing file.
            return ArchiveShape.isHtml(buffer, length)
                    ? Optional.empty()
                    : Optional.of(checked(target.source(), url.toString(), Arrays.copyOf(buffer, length)));
        } catch (FetchException e) {
            if (e.kind() == FetchException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Map<String, Path> copy(Source source, Path archive) throws FetchException, InterruptedException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (String suffix : suffixes) {
            Path file = archive.resolveSibling(archive.getFileName() + suffix);
            if (Files.isRegularFile(file)) {
                found.put(suffix, copy(source, suffix, file));
            }
        }
        return found;
    }

    Path copy(Source source, String suffix, Path file) throws FetchException, InterruptedException {
        try {
            byte[] content = Files.size(file) > LARGEST ? new byte[LARGEST + 1] : Files.readAllBytes(file);
            return keep(suffix, checked(source, file.toString(), content));
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
        Path file = directory.resolve(fileName + suffix);
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
            String text = archive.toString();
            int query = text.indexOf('?');
            return new URI(query < 0 ? text + suffix : text.substring(0, query) + suffix + text.substring(query));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + suffix + "' cannot be part of a URL", e);
        }
    }
}
