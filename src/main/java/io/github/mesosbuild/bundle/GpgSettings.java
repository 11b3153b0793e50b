package io.github.mesosbuild.bundle;

import java.time.Duration;
import java.util.Optional;

/**
 * How gpg signs.
 *
 * @param program the program, as a name on the PATH or as an absolute path
 * @param key the key, in any form that gpg accepts, such as a fingerprint or an address; empty for gpg's default key. To use exactly one
 *     subkey, its fingerprint followed by an exclamation mark.
 * @param mayAsk whether gpg's agent can ask somebody for a passphrase: false in a build that nobody watches
 * @param timeout the time after which gpg is stopped; it includes the time in which somebody enters a passphrase
 */
public record GpgSettings(String program, Optional<String> key, boolean mayAsk, Duration timeout) {
    /** The program's usual name. */
    public static final String PROGRAM = "gpg";
}
