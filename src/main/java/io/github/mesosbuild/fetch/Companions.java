package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.AtomicFile;
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

/** The small optional files beside an archive: signatures and checksum files. */
final class Companions {
    /** No checksum file and no detached signature is larger, in bytes. */
    static final int LARGEST = 64 * 1024;

    private final Path directory;
    private final String fileName;
    private final List<String> suffixes;

    Companions(Path directory, String fileName, List<String> suffixes) {
        this.directory = directory;
        this.fileName = fileName;
        this.suffixes = suffixes;
    }

    Map<String, Path> beside(HttpRequester web, HttpRequester.Target target)
            throws FetchException, InterruptedException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (String suffix : suffixes) {
            Optional<byte[]> content = get(web, target, suffix);
            if (content.isPresent()) {
                found.put(suffix, keep(suffix, content.get()));
            }
        }
        return found;
    }

    private static Optional<byte[]> get(HttpRequester web, HttpRequester.Target target, String suffix)
            throws FetchException, InterruptedException {
        URI url = withSuffix(target.source().url(), suffix);
        try (HttpReply reply = web.get(target, url)) {
            if (reply.status() != 200 || reply.encoding().isPresent()) {
                throw new FetchException(
                                FetchException.Kind.HTTP_STATUS,
                                target.source(),
                                Source.withoutUserInfo(url) + " answers with status " + reply.status()
                                        + reply.encoding()
                                                .map(e -> " and content encoding " + e)
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
            // A page that says "not found" with status 200 is no companion.
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

    Map<String, Path> beside(Source source, Path archive) throws FetchException, InterruptedException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (String suffix : suffixes) {
            Path file = archive.resolveSibling(archive.getFileName() + suffix);
            if (Files.isRegularFile(file)) {
                found.put(suffix, take(source, suffix, file));
            }
        }
        return found;
    }

    Path take(Source source, String suffix, Path file) throws FetchException, InterruptedException {
        try {
            byte[] content = Files.size(file) > LARGEST ? new byte[LARGEST + 1] : Files.readAllBytes(file);
            return keep(suffix, checked(source, file.toString(), content));
        } catch (IOException e) {
            throw new FetchException(FetchException.Kind.UNREADABLE, source, file + " cannot be read: " + e, e)
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
                    name + " is larger than " + LARGEST / 1024
                            + " KiB, so it is neither a signature nor a checksum file");
        }
        return content;
    }

    private static URI withSuffix(URI archive, String suffix) {
        try {
            String text = archive.toString();
            int query = text.indexOf('?');
            return new URI(query < 0 ? text + suffix : text.substring(0, query) + suffix + text.substring(query));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + suffix + "' cannot be part of an address", e);
        }
    }
}
