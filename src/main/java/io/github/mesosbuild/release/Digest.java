package io.github.mesosbuild.release;

import java.util.Locale;
import java.util.Optional;

/**
 * A message digest of a file: an algorithm and its value in lower-case hexadecimal.
 *
 * @param algorithm how the value was computed
 * @param hex the value, lower case, of exactly the algorithm's length
 */
public record Digest(Algorithm algorithm, String hex) {

    /** The algorithms in which Apache releases were ever digested (infra.apache.org/release-signing.html). */
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

        /** The name under which {@link java.security.MessageDigest} knows it; also the name for people. */
        public String jcaName() {
            return jcaName;
        }

        /** The number of hexadecimal digits of a value. */
        public int hexLength() {
            return hexLength;
        }

        /** Whether a match proves by itself that two files are the same: MD5 and SHA-1 do not. */
        public boolean strong() {
            return strong;
        }

        /** The algorithm whose values have that many hexadecimal digits. */
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
     * @throws IllegalArgumentException if the value has not the algorithm's length or holds other characters than
     *     hexadecimal digits; the message names the value
     */
    public Digest {
        hex = hex.strip().toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{" + algorithm.hexLength() + "}")) {
            throw new IllegalArgumentException("'" + hex + "' is not a " + algorithm.jcaName() + ": "
                    + algorithm.hexLength() + " hexadecimal digits are expected, there are " + hex.length());
        }
    }

    @Override
    public String toString() {
        return algorithm.jcaName() + " " + hex;
    }
}
