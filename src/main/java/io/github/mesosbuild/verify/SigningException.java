package io.github.mesosbuild.verify;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Thrown if a file cannot be signed. The message gives the reason, and never contains a passphrase. */
public final class SigningException extends Failure {
    private static final long serialVersionUID = 1L;

    private static final int MOST_LISTED = 5;

    /** The reasons. Those that begin with {@code GPG} are found by the program gpg. */
    public enum Kind {
        FILE_UNREADABLE,
        FILE_TOO_LARGE,
        FILE_DAMAGED,
        NO_SECRET_KEY,
        ONLY_PUBLIC_KEY,
        /** The file does not contain the key that was named. */
        KEY_NOT_IN_FILE,
        SEVERAL_KEYS,
        /** The secret part of the key is elsewhere: offline or on a smart card. */
        SECRET_PART_ELSEWHERE,
        KEY_EXPIRED,
        KEY_REVOKED,
        /** The key was created after the present time of this machine. */
        KEY_FROM_THE_FUTURE,
        /** The key cannot sign, or nobody would accept its signature. */
        NOT_A_SIGNING_KEY,
        UNSUPPORTED_KEY,
        PASSPHRASE_MISSING,
        PASSPHRASE_WRONG,
        /** Unlocking the key would take more memory or time than is allowed. */
        PROTECTION_TOO_COSTLY,
        GPG_MISSING,
        GPG_TOO_OLD,
        GPG_NO_AGENT,
        /** The agent needs a passphrase and has no terminal or window to ask for it. */
        GPG_CANNOT_ASK,
        /** The agent asked for a passphrase, and did not get the right one. */
        GPG_NOT_ANSWERED,
        GPG_NO_SECRET_KEY,
        GPG_KEY_UNUSABLE,
        GPG_WRONG_PASSPHRASE,
        GPG_TIMED_OUT,
        GPG_FAILED
    }

    private final Kind kind;

    private SigningException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    private SigningException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Returns the reason. */
    public Kind kind() {
        return kind;
    }

    static SigningException unreadable(Path file, String reason) {
        return new SigningException(
                Kind.FILE_UNREADABLE, "Cannot read the OpenPGP secret key file " + file + ": " + reason + ".");
    }

    static SigningException tooLarge(Path file, long limit) {
        return new SigningException(
                Kind.FILE_TOO_LARGE,
                "The OpenPGP secret key file " + file + " is too large: more than " + limit + " bytes.");
    }

    static SigningException damaged(Path file, String problem, Throwable cause) {
        return new SigningException(
                Kind.FILE_DAMAGED, "The OpenPGP secret key file " + file + " is damaged: " + problem + ".", cause);
    }

    static SigningException noSecretKey(Path file, String reason) {
        return new SigningException(
                Kind.NO_SECRET_KEY, "The file " + file + " contains no OpenPGP secret key: " + reason + ".");
    }

    static SigningException onlyPublicKey(Path file) {
        return new SigningException(
                Kind.ONLY_PUBLIC_KEY,
                "The file " + file + " contains only an OpenPGP public key. Signing needs the secret key.");
    }

    static SigningException keyNotInFile(Path file, Fingerprint key, Collection<Fingerprint> present) {
        return new SigningException(
                Kind.KEY_NOT_IN_FILE,
                "The file " + file + " does not contain the OpenPGP key " + key + ". It contains " + list(present)
                        + ".");
    }

    static SigningException severalKeys(Path file, Collection<Fingerprint> keys) {
        return new SigningException(
                Kind.SEVERAL_KEYS,
                "The file " + file + " contains " + Quantities.count(keys.size(), "OpenPGP key") + " that can sign: "
                        + list(keys) + ".");
    }

    static SigningException elsewhere(Path file, String key, boolean onCard) {
        return new SigningException(
                Kind.SECRET_PART_ELSEWHERE,
                "The file " + file + " lacks the secret part of OpenPGP " + key + ": "
                        + (onCard ? "it is on a smart card." : "it was left out when the key was exported."));
    }

    static SigningException expired(Path file, String key, Instant when) {
        return new SigningException(
                Kind.KEY_EXPIRED, "OpenPGP " + key + " in " + file + " expired on " + Quantities.time(when) + ".");
    }

    static SigningException revoked(Path file, String key, Instant when, String reason) {
        return new SigningException(
                Kind.KEY_REVOKED,
                "OpenPGP " + key + " in " + file + " was revoked on " + Quantities.time(when) + " (" + reason + ").");
    }

    static SigningException fromTheFuture(Path file, String key, Instant created, Instant now) {
        return new SigningException(
                Kind.KEY_FROM_THE_FUTURE,
                "OpenPGP " + key + " in " + file + " was created on " + Quantities.time(created)
                        + ", but on this machine it is only " + Quantities.time(now) + ".");
    }

    static SigningException notForSigning(Path file, String key, String flaw) {
        return new SigningException(
                Kind.NOT_A_SIGNING_KEY, "OpenPGP " + key + " in " + file + " cannot sign: " + flaw + ".");
    }

    static SigningException unsupported(Path file, String key, String what) {
        return new SigningException(
                Kind.UNSUPPORTED_KEY, "OpenPGP " + key + " in " + file + " is not supported: " + what + ".");
    }

    static SigningException passphraseMissing(Path file, String key) {
        return new SigningException(
                Kind.PASSPHRASE_MISSING,
                "OpenPGP " + key + " in " + file + " is protected, and no passphrase is configured.");
    }

    static SigningException passphraseWrong(Path file, String key, Throwable cause) {
        return new SigningException(
                Kind.PASSPHRASE_WRONG,
                "The configured passphrase does not unlock OpenPGP " + key + " in " + file + ".",
                cause);
    }

    static SigningException tooCostly(Path file, String key, String need) {
        return new SigningException(
                Kind.PROTECTION_TOO_COSTLY, "Cannot unlock OpenPGP " + key + " in " + file + ": " + need + ".");
    }

    /**
     * Returns the failure to find the program.
     *
     * @param sentence the failure to start it
     */
    public static SigningException gpgMissing(String sentence, Throwable cause) {
        return new SigningException(Kind.GPG_MISSING, sentence, cause);
    }

    /**
     * Returns the failure of a gpg that lacks an option.
     *
     * @param option the option with its dashes
     */
    public static SigningException gpgTooOld(String program, Path file, String option) {
        return gpg(Kind.GPG_TOO_OLD, file, program + " does not support " + option + ", which GnuPG 2.1 introduced");
    }

    /** Returns the failure to start or to reach gpg-agent. */
    public static SigningException gpgNoAgent(String program, Path file, String printed) {
        return gpg(Kind.GPG_NO_AGENT, file, program + " cannot use its agent (" + shown(printed) + ")");
    }

    /** Returns the failure to ask for a passphrase. */
    public static SigningException gpgCannotAsk(String program, Path file, String printed) {
        return gpg(
                Kind.GPG_CANNOT_ASK,
                file,
                program + " needs the key's passphrase, and its agent cannot ask for it (" + shown(printed) + ")");
    }

    /** Returns the failure of a question that somebody closed, answered wrongly or did not see. */
    public static SigningException gpgNotAnswered(String program, Path file, String printed) {
        return gpg(
                Kind.GPG_NOT_ANSWERED,
                file,
                program + " asked for the key's passphrase and did not get it (" + shown(printed) + ")");
    }

    /**
     * Returns the failure to find a secret key.
     *
     * @param key the key that was named; empty for the default key
     */
    public static SigningException gpgNoSecretKey(String program, Path file, Optional<String> key) {
        return gpg(
                Kind.GPG_NO_SECRET_KEY,
                file,
                program
                        + key.map(name -> " has no secret key '" + shown(name) + "'")
                                .orElse(" has no secret key"));
    }

    /**
     * Returns the failure of a key that gpg refuses.
     *
     * @param reason a clause, such as {@code it has expired}
     */
    public static SigningException gpgKeyUnusable(String program, Path file, Optional<String> key, String reason) {
        return gpg(Kind.GPG_KEY_UNUSABLE, file, program + " refuses " + named(key) + ": " + reason);
    }

    /** Returns the failure to unlock a key. */
    public static SigningException gpgWrongPassphrase(String program, Path file, Optional<String> key) {
        return gpg(
                Kind.GPG_WRONG_PASSPHRASE,
                file,
                "the configured passphrase does not unlock " + named(key) + " of " + program);
    }

    /** Returns the failure of a passphrase that cannot be passed to gpg, which reads one line. */
    public static SigningException gpgSeveralLines(String program, Path file) {
        return gpg(
                Kind.GPG_WRONG_PASSPHRASE,
                file,
                "the configured passphrase contains a line break or a NUL, and " + program + " reads only one line");
    }

    /** Returns the failure of a gpg that did not end. */
    public static SigningException gpgTimedOut(String program, Path file, Duration limit) {
        return gpg(
                Kind.GPG_TIMED_OUT,
                file,
                program + " did not finish within " + Quantities.duration(limit) + ", and was stopped");
    }

    /** Returns any other failure of gpg. */
    public static SigningException gpgFailed(String program, Path file, String printed) {
        return gpg(Kind.GPG_FAILED, file, program + " failed (" + shown(printed) + ")");
    }

    private static SigningException gpg(Kind kind, Path file, String clause) {
        return new SigningException(kind, "Cannot sign " + file + ": " + clause + ".");
    }

    private static String named(Optional<String> key) {
        return key.map(name -> "the key '" + shown(name) + "'").orElse("the default key");
    }

    private static String shown(String printed) {
        return VisibleText.of(Redactor.text(printed).strip().replaceFirst("\\.$", ""));
    }

    private static String list(Collection<Fingerprint> keys) {
        return keys.stream().limit(MOST_LISTED).map(Fingerprint::hex).collect(Collectors.joining(", "))
                + (keys.size() > MOST_LISTED ? " and " + (keys.size() - MOST_LISTED) + " more" : "");
    }
}
