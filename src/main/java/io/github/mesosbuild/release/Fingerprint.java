package io.github.mesosbuild.release;

import io.github.mesosbuild.text.Quantities;
import java.util.Locale;

/**
 * The full fingerprint of an OpenPGP key: 40 hexadecimal digits for version 4 keys (RFC 4880, 12.2), 64 for version 6 keys (RFC 9580,
 * 5.5.4). Key IDs do not identify a key, because they can be forged.
 *
 * @param hex the digits, in upper case without spaces
 */
public record Fingerprint(String hex) {

    /**
     * Accepts lower case and spaces between the digits.
     *
     * @throws IllegalArgumentException if there are not 40 or 64 hexadecimal digits
     */
    public Fingerprint {
        hex = hex.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (!hex.matches("[0-9A-F]{40}|[0-9A-F]{64}")) {
            throw new IllegalArgumentException("'" + hex + "' is not a full OpenPGP fingerprint: expected 40 or 64"
                    + " hexadecimal digits, got " + Quantities.count(hex.length(), "character"));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
