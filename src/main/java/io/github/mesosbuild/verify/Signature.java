package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * Who signed when with which key, as a signature says and the given keys confirm.
 *
 * @param issuer the signing key as the signature names it: its fingerprint, or the 16 digits of its key id if it gives
 *     no more
 * @param key the fingerprint of the signing key, if it is known
 * @param primary the fingerprint of the primary key that it belongs to, if it is known
 * @param userId whom the primary key names as its holder; empty if the key is not known
 * @param signed when the signature was made, as it says; empty if it does not
 * @param algorithms of key and digest, for people: {@code RSA, SHA-512}
 */
public record Signature(
        String issuer,
        Optional<Fingerprint> key,
        Optional<Fingerprint> primary,
        String userId,
        Optional<Instant> signed,
        String algorithms) {}
