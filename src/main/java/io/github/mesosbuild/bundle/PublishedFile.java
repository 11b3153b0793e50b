package io.github.mesosbuild.bundle;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.verify.SignatureIssuers;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of a bundle that a repository has already. Two signatures of the same bytes differ, because they contain the time; so do two
 * provenances. Both count only beside the same archive.
 */
public final class PublishedFile {
    /** The keys that tell which kind of document a file is, in an in-toto statement and in CycloneDX. */
    private static final List<String> KINDS = List.of("_type", "bomFormat");

    private static final long LARGEST_DOCUMENT = 64L << 20;

    private PublishedFile() {}

    /**
     * Returns why a file cannot stay in place of one that was to be uploaded, as a phrase: {@code another file, with the SHA-256 1f...};
     * empty if it can.
     *
     * @param mine the file to upload
     * @param published the file that the repository has
     * @throws IOException if one cannot be read
     */
    public static Optional<String> difference(MavenFile file, Path mine, Path published) throws IOException {
        if (Files.mismatch(mine, published) < 0) {
            return Optional.empty();
        }
        if (file.extension().endsWith(".asc")) {
            SignatureIssuers issuers = SignatureIssuers.of(published);
            SignatureIssuers own = SignatureIssuers.of(mine);
            if (!own.isEmpty() && issuers.haveAll(own)) {
                return Optional.empty();
            }
            if (!issuers.isEmpty()) {
                return Optional.of("a signature by another key, " + issuers);
            }
        } else if (file.extension().endsWith(".json")
                && !kind(mine).isEmpty()
                && kind(mine).equals(kind(published))) {
            return Optional.empty();
        }
        return Optional.of("another file, with the SHA-256 "
                + Verifier.digest(published, Digest.Algorithm.SHA256).hex());
    }

    /** @return empty if the file is not one of the documents that may differ */
    private static String kind(Path file) throws IOException {
        if (Files.size(file) > LARGEST_DOCUMENT) {
            return "";
        }
        try {
            Object document = Documents.json(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    .value();
            return document instanceof Map<?, ?> map
                    ? KINDS.stream()
                            .map(map::get)
                            .filter(Objects::nonNull)
                            .map(Object::toString)
                            .findFirst()
                            .orElse("")
                    : "";
        } catch (ConfigException e) {
            return "";
        }
    }
}
