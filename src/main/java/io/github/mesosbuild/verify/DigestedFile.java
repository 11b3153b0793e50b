package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A file whose SHA-256 is computed in the same reading in which its signature is verified, so that both are about the same bytes. */
public final class DigestedFile implements ByteSource {
    private final Path file;
    private final ByteSource bytes;
    private Optional<Digest> sha256 = Optional.empty();

    public DigestedFile(Path file) {
        this.file = file;
        this.bytes = ByteSource.of(file);
    }

    /** Thrown if another reading gets other bytes. */
    public static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedException(Path file) {
            super(file + " changed while it was verified.");
        }
    }

    /**
     * Returns the digest of what was read; reads the file if it was not read yet.
     *
     * @throws IOException if it cannot be read
     */
    public Digest sha256() throws IOException {
        if (sha256.isEmpty()) {
            readInto((buffer, offset, length) -> {});
        }
        return sha256.orElseThrow();
    }

    /** @throws ChangedException if an earlier reading got other bytes */
    @Override
    public void readInto(Sink sink) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(Digest.Algorithm.SHA256.jcaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("This JVM does not support SHA-256.", e);
        }
        bytes.readInto((buffer, offset, length) -> {
            digest.update(buffer, offset, length);
            sink.update(buffer, offset, length);
        });
        Digest read = new Digest(Digest.Algorithm.SHA256, HexFormat.of().formatHex(digest.digest()));
        if (sha256.filter(earlier -> !earlier.equals(read)).isPresent()) {
            throw new ChangedException(file);
        }
        sha256 = Optional.of(read);
    }
}
