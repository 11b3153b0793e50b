package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * The signer, time and key that a signature states, confirmed by the configured keys as far as possible.
 *
 * @param issuer the signing key as the signature names it: its fingerprint, or else the 16 digits of its key ID
 * @param key the fingerprint of the signing key, if the key is known
 * @param primary the fingerprint of the signing key's primary key, if the key is known
 * @param userId the user ID of the primary key; empty if the key is unknown or has none
 * @param signed the signing time that the signature states, if any
 * @param algorithms the algorithms of key and digest, as readable text: {@code RSA, SHA-512}
 */
public record Signature(
        String issuer,
        Optional<Fingerprint> key,
        Optional<Fingerprint> primary,
        String userId,
        Optional<Instant> signed,
        String algorithms) {}
