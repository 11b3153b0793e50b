package io.github.mesosbuild.release;

/**
 * A digest that the archive must have, known before the archive is fetched.
 *
 * @param digest the digest
 * @param origin where it comes from, for messages: {@code recipe mesos} or a parameter
 */
public record Pin(Digest digest, String origin) {

    @Override
    public String toString() {
        return digest + " (" + origin + ")";
    }
}
