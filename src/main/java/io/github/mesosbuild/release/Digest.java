package io.github.mesosbuild.release;

import io.github.mesosbuild.text.Quantities;
import java.util.Locale;
import java.util.Optional;

/**
 * A message digest of a file: an algorithm and its value in lower-case hexadecimal.
 *
 * @param algorithm the algorithm
 * @param hex the value in lower case, with as many digits as the algorithm's values have
 */
public record Digest(Algorithm algorithm, String hex) {

    /** The algorithms that Apache releases have been published with (infra.apache.org/release-signing.html). */
    public enum Algorithm {
        MD5("MD5", 32, false),
        SHA1("SHA-1", 40, false),
        SHA256("SHA-256", 64, true),
        SHA512("SHA-512", 128, true);

        private final String jcaName;
        private final int hexLength;
        private final boolean strong;

        Algorithm(String jcaName, int hexLength, boolean strong) {
            this.jcaName = jcaName;
            this.hexLength = hexLength;
            this.strong = strong;
        }

        /** The algorithm's name for {@link java.security.MessageDigest} and for messages. */
        public String jcaName() {
            return jcaName;
        }

        /** The number of hexadecimal digits of a value. */
        public int hexLength() {
            return hexLength;
        }

        /** Returns whether equal values prove that two files are equal, which is not true of MD5 and SHA-1. */
        public boolean strong() {
            return strong;
        }

        /** The algorithm whose values have the given number of hexadecimal digits. */
        public static Optional<Algorithm> ofHexLength(int length) {
            for (Algorithm algorithm : values()) {
                if (algorithm.hexLength == length) {
                    return Optional.of(algorithm);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Accepts upper case and surrounding white space.
     *
     * @throws IllegalArgumentException if the value does not have the algorithm's length, or contains other characters than hexadecimal
     *     digits; the message names the value
     */
    public Digest {
        hex = hex.strip().toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{" + algorithm.hexLength() + "}")) {
            throw new IllegalArgumentException(
                    "'" + hex + "' is not a " + algorithm.jcaName() + " digest: expected " + algorithm.hexLength()
                            + " hexadecimal digits, got " + Quantities.count(hex.length(), "character"));
        }
    }

    @Override
    public String toString() {
        return algorithm.jcaName() + " " + hex;
    }
}
