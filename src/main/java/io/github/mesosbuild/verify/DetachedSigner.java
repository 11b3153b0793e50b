package io.github.mesosbuild.verify;

import java.io.IOException;
import java.nio.file.Path;

/** Signs files with OpenPGP. */
public interface DetachedSigner extends AutoCloseable {
    /**
     * Signs the bytes of a file.
     *
     * @return an armored detached OpenPGP signature (RFC 4880, 11.4; RFC 9580, 10.4) over SHA-512
     * @throws SigningException if the key cannot be used
     * @throws IOException if the file cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    byte[] sign(Path file) throws SigningException, IOException, InterruptedException;

    /** Forgets the key and its passphrase; nothing can be signed afterwards. */
    @Override
    default void close() {}
}
