package io.github.mesosbuild.release;

import java.util.Locale;

/**
 * The full fingerprint of an OpenPGP key, upper case without spaces: 40 hexadecimal digits for version 4 keys (RFC 4880,
 * 12.2), 64 for version 6 (RFC 9580, 5.5.4). Key ids are never enough to name a key: they can be forged.
 *
 * @param hex the digits
 */
public record Fingerprint(String hex) {

    /**
     * @throws IllegalArgumentException if it is not 40 or 64 hexadecimal digits, spaces aside
     */
    public Fingerprint {
        hex = hex.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (!hex.matches("[0-9A-F]{40}|[0-9A-F]{64}")) {
            throw new IllegalArgumentException("'" + hex + "' is not a full OpenPGP fingerprint: 40 or 64 hexadecimal"
                    + " digits are expected, there are " + hex.length());
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
