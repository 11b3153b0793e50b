package io.github.mesosbuild.report;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.verify.SigningException;

/** Remedies for a bundle that cannot be signed. */
final class SigningRemedies {
    private static final String KEY_FILE = "mesos.bundle.keyFile";
    private static final String GPG_KEY = "mesos.bundle.gpgKey";
    private static final String SERVER = "mesos.bundle.server";

    private static final String EXPORT =
            "Export the key again with 'gpg --armor --export-secret-keys FINGERPRINT', and name that file" + " with "
                    + KEY_FILE + ".";
    private static final String ONE_KEY = "'gpg --armor --export-secret-keys FINGERPRINT' exports one key. ";
    private static final String GIVE_PASSPHRASE =
            "put the passphrase into the <passphrase> of a <server> in your settings.xml, and name the"
                    + " server's ID with " + SERVER + ".";
    private static final String CORRECT_PASSPHRASE =
            "Correct the <passphrase> of the <server> in your settings.xml that " + SERVER + " names.";
    private static final String OTHER_FILE = "name the file of another key with " + KEY_FILE + ".";
    private static final String OTHER_KEY = "name another key with " + GPG_KEY + ".";
    private static final String WITH_GPG = "with gpg: -Dmesos.bundle.signer=gpg.";
    private static final String WITHOUT_GPG =
            "sign without gpg: -Dmesos.bundle.signer=keyFile -D" + KEY_FILE + "=FILE.";

    private SigningRemedies() {}

    static ExplainedFailure explain(SigningException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case FILE_UNREADABLE -> "Make the file readable for you, or correct " + KEY_FILE + ".";
                    case FILE_TOO_LARGE, FILE_DAMAGED, ONLY_PUBLIC_KEY -> EXPORT;
                    case NO_SECRET_KEY -> "Correct " + KEY_FILE + ". " + EXPORT;
                    case KEY_NOT_IN_FILE -> ONE_KEY + "Name that file with " + KEY_FILE + ".";
                    case SEVERAL_KEYS ->
                        ONE_KEY + "Name that file with " + KEY_FILE + ". Or choose the key with " + GPG_KEY
                                + ", and sign " + WITH_GPG;
                    case SECRET_PART_ELSEWHERE ->
                        "If gpg can use the key, for example from a smart card, sign " + WITH_GPG
                                + " Otherwise export it where its secret part is.";
                    case KEY_EXPIRED ->
                        "Extend the key with 'gpg --quick-set-expire FINGERPRINT 1y' (for a subkey, name it after the time), publish"
                                + " the public key, and export the secret key again. Or " + OTHER_FILE;
                    case UNSUPPORTED_KEY ->
                        "Set the key's passphrase again with gpg, and export it again. Or " + OTHER_FILE;
                    case KEY_REVOKED, NOT_A_SIGNING_KEY ->
                        "Create a key that can sign, for example with 'gpg --quick-generate-key NAME ed25519 sign 2y', or "
                                + OTHER_FILE;
                    case KEY_FROM_THE_FUTURE -> "Correct this machine's clock, or " + OTHER_FILE;
                    case PASSPHRASE_MISSING -> Quantities.capitalized(GIVE_PASSPHRASE);
                    case PASSPHRASE_WRONG, GPG_WRONG_PASSPHRASE -> CORRECT_PASSPHRASE;
                    case PROTECTION_TOO_COSTLY ->
                        "Give Maven more memory (MAVEN_OPTS=-Xmx6g), or protect the key file with less: set its passphrase again"
                                + " with gpg, and export it again. Or sign " + WITH_GPG;
                    case GPG_MISSING ->
                        "Install GnuPG (on Debian apt-get install gnupg), put it on the PATH, or " + WITHOUT_GPG;
                    case GPG_TOO_OLD ->
                        "Install GnuPG 2.1 or newer, put it first on the PATH as gpg, or " + WITHOUT_GPG;
                    case GPG_NO_AGENT ->
                        "Install gpg-agent (on Debian apt-get install gpg-agent), and check that you can write to GnuPG's directory"
                                + " (GNUPGHOME). Or " + WITHOUT_GPG;
                    case GPG_CANNOT_ASK ->
                        "Run 'export GPG_TTY=$(tty)' and then mvn in the same terminal. Where nobody can answer: "
                                + GIVE_PASSPHRASE;
                    case GPG_NOT_ANSWERED -> "Run the goal again and enter the passphrase. Or " + GIVE_PASSPHRASE;
                    case GPG_NO_SECRET_KEY ->
                        "Check the output of 'gpg --list-secret-keys' and the variable GNUPGHOME; then " + OTHER_KEY;
                    case GPG_KEY_UNUSABLE ->
                        "See 'gpg --list-secret-keys'. Extend an expired key with 'gpg --quick-set-expire FINGERPRINT 1y', or "
                                + OTHER_KEY;
                    case GPG_TIMED_OUT ->
                        "If gpg waited for an answer, " + GIVE_PASSPHRASE
                                + " If it still takes too long, run 'gpg --armor --detach-sign FILE' by hand to see why, or "
                                + WITHOUT_GPG;
                    case GPG_FAILED -> "Run 'gpg --armor --detach-sign FILE' by hand to see more, or " + WITHOUT_GPG;
                });
    }
}
