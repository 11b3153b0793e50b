package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes failures for the tests of other packages. */
public final class SigningFailures {
    private static final Path FILE = Path.of("/keys/team.asc");
    private static final Fingerprint KEY = new Fingerprint("0123456789ABCDEF0123456789ABCDEF01234567");

    private SigningFailures() {}

    /** Makes one of each kind. */
    public static SigningException of(SigningException.Kind kind) {
        String key = "key " + KEY;
        return switch (kind) {
            case FILE_UNREADABLE -> SigningException.unreadable(FILE, "permission denied");
            case FILE_TOO_LARGE -> SigningException.tooLarge(FILE, 9);
            case FILE_DAMAGED -> SigningException.damaged(FILE, "it is", null);
            case NO_SECRET_KEY -> SigningException.noSecretKey(FILE, "it is empty");
            case ONLY_PUBLIC_KEY -> SigningException.onlyPublicKey(FILE);
            case KEY_NOT_IN_FILE -> SigningException.keyNotInFile(FILE, KEY, List.of(KEY));
            case SEVERAL_KEYS -> SigningException.severalKeys(FILE, List.of(KEY, KEY));
            case SECRET_PART_ELSEWHERE -> SigningException.elsewhere(FILE, key, true);
            case KEY_EXPIRED -> SigningException.expired(FILE, key, Instant.EPOCH);
            case KEY_REVOKED -> SigningException.revoked(FILE, key, Instant.EPOCH, "retired");
            case KEY_FROM_THE_FUTURE ->
                SigningException.fromTheFuture(FILE, key, Instant.EPOCH.plusSeconds(9), Instant.EPOCH);
            case NOT_A_SIGNING_KEY -> SigningException.notForSigning(FILE, key, "it is not for signing");
            case UNSUPPORTED_KEY -> SigningException.unsupported(FILE, key, "it is strange");
            case PASSPHRASE_MISSING -> SigningException.passphraseMissing(FILE, key);
            case PASSPHRASE_WRONG -> SigningException.passphraseWrong(FILE, key, null);
            case PROTECTION_TOO_COSTLY -> SigningException.tooCostly(FILE, key, "it needs 2 TiB");
            case GPG_MISSING -> SigningException.gpgMissing("Cannot start gpg: it is not on the PATH /bin.", null);
            case GPG_TOO_OLD -> SigningException.gpgTooOld("gpg", FILE, "--pinentry-mode");
            case GPG_NO_AGENT -> SigningException.gpgNoAgent("gpg", FILE, "No agent running");
            case GPG_CANNOT_ASK -> SigningException.gpgCannotAsk("gpg", FILE, "Inappropriate ioctl for device");
            case GPG_NOT_ANSWERED -> SigningException.gpgNotAnswered("gpg", FILE, "Operation cancelled");
            case GPG_NO_SECRET_KEY -> SigningException.gpgNoSecretKey("gpg", FILE, Optional.empty());
            case GPG_KEY_UNUSABLE -> SigningException.gpgKeyUnusable("gpg", FILE, Optional.of("me"), "it has expired");
            case GPG_WRONG_PASSPHRASE -> SigningException.gpgWrongPassphrase("gpg", FILE, Optional.empty());
            case GPG_TIMED_OUT -> SigningException.gpgTimedOut("gpg", FILE, Duration.ofSeconds(60));
            case GPG_FAILED -> SigningException.gpgFailed("gpg", FILE, "General error");
        };
    }
}
