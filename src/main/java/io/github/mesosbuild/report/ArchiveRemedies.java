package io.github.mesosbuild.report;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.UnknownVersionException;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.verify.KeysException;
import io.github.mesosbuild.verify.VerificationException;
import java.nio.file.Files;
import java.util.Optional;

/** Remedies for a recipe or an archive that is not available, not trusted or not usable. */
final class ArchiveRemedies {
    private static final String PIN_OR_KEYS = "pin the digest you trust with -Dmesos.archive.sha512=DIGEST (or sha256),"
            + " or name a file of the signers' public keys with -Dmesos.keys=FILE.";
    static final String SECOND_OPINION = Quantities.capitalized(PIN_OR_KEYS);
    private static final String OTHER_SOURCE =
            "Use another mirror with -Dmesos.mirrors=URL, or a local copy with -Dmesos.archive.file=FILE.";
    private static final String HARMFUL =
            "A genuine release archive never contains this: do not trust its source. " + OTHER_SOURCE;
    private static final String REPACK =
            " Repack it as a plain tar.gz, and use that with -Dmesos.archive.file=FILE and -Dmesos.archive.sha256=DIGEST.";
    private static final String NOT_USED = "The file was set aside and is not used. ";

    private ArchiveRemedies() {}

    static ExplainedFailure recipe(RecipeException failure) {
        return ExplainedFailure.of(
                failure,
                failure.isMissing()
                        ? "Set mesos.recipe to the name of a bundled recipe or to the path of a recipe file."
                        : "Correct the recipe, or set mesos.recipe to another one.");
    }

    static ExplainedFailure version(UnknownVersionException failure) {
        return ExplainedFailure.of(
                failure,
                failure.known().isEmpty()
                        ? SECOND_OPINION
                        : "Set mesos.version to a pinned version (" + String.join(", ", failure.known())
                                + "). For any other version, " + PIN_OR_KEYS);
    }

    static ExplainedFailure keys(KeysException failure) {
        return ExplainedFailure.of(
                failure,
                "Name one file or one directory of OpenPGP public keys: mesos.keys for the release, such as the project's KEYS"
                        + " file, and mesos.bundles.keys for bundles.");
    }

    static ExplainedFailure fetch(FetchException failure, String goOffline) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case NO_SOURCE -> OTHER_SOURCE;
                    case OFFLINE ->
                        "Run this command once without -o to put the archive in the cache:\n    " + goOffline
                                + "\nOr use a local copy with -Dmesos.archive.file=FILE.";
                    case NOT_FOUND ->
                        local(failure)
                                .map(parameter -> "Check " + parameter + ".")
                                .orElse("Check mesos.version and the URL. " + OTHER_SOURCE);
                    case REFUSED ->
                        "Add a <server> with the credentials to your settings.xml, and use its ID:"
                                + " -Dmesos.mirrors=ID::https://HOST/PATH.";
                    case DNS, CONNECT, TIME_OUT, CUT, STALLED, SLOW ->
                        "Check the network and the <proxies> in your settings.xml. The next run resumes the download. "
                                + OTHER_SOURCE;
                    case LOCKED ->
                        "Wait until that process exits, or end it: 'fuser' with the lock file prints its PID. Or raise"
                                + " mesos.fetchTimeoutSeconds.";
                    case TLS -> "Check this machine's clock and the trust store of Maven's JVM. " + OTHER_SOURCE;
                    case NOT_THE_ARCHIVE ->
                        local(failure)
                                .map(parameter ->
                                        "Check " + parameter + ": the file is damaged or is not the release's archive.")
                                .orElse("The response may come from a login page or a proxy. " + OTHER_SOURCE);
                    case WRONG_DIGEST -> NOT_USED + wrongDigest(failure) + OTHER_SOURCE;
                    case UNTRUSTED -> NOT_USED + OTHER_SOURCE;
                    case INSECURE ->
                        "Use an https: URL, or pin the archive's digest with -Dmesos.archive.sha512=DIGEST (or sha256) to"
                                + " detect tampering.";
                    case REDIRECT, HTTP_STATUS, BROKEN_ANSWER, TOO_LARGE -> OTHER_SOURCE;
                    case OVERSIZED ->
                        "If the archive really is that large, raise " + FetchRequest.Limits.BYTES + ". " + OTHER_SOURCE;
                    case NO_SPACE ->
                        "Free some space, or set mesos.cacheDirectory to a directory on another file system.";
                    case UNWRITABLE ->
                        "Make the directory writable, or set mesos.cacheDirectory to a writable directory.";
                    case UNREADABLE ->
                        local(failure)
                                .map(parameter ->
                                        "Make the file readable, or use another one: check " + parameter + ".")
                                .orElse("Make the file readable, or remove it from the local Maven repository.");
                });
    }

    private static String wrongDigest(FetchException failure) {
        return failure.expected()
                .map(Pin::origin)
                .filter(origin -> origin.startsWith("mesos."))
                .map(parameter ->
                        "If the digest in " + parameter + " is wrong, correct it; otherwise do not trust that source. ")
                .orElse("If you are sure that the file is genuine, pin its digest with -Dmesos.archive.sha512=DIGEST"
                        + " (or sha256); otherwise do not trust that source. ");
    }

    /** The parameters that can name a file of this machine; empty if the source is remote. */
    private static Optional<String> local(FetchException failure) {
        return failure.source().flatMap(source -> {
            if (source instanceof Source.LocalFile) {
                return Optional.of("mesos.archive.file or mesos.archive.directory");
            }
            return source instanceof Source.Remote remote
                            && "file".equalsIgnoreCase(remote.url().getScheme())
                    ? Optional.of("mesos.version, mesos.archive.url, mesos.mirrors and the recipe's URLs")
                    : Optional.empty();
        });
    }

    static ExplainedFailure verify(VerificationException failure) {
        return ExplainedFailure.of(
                failure,
                NOT_USED
                        + switch (failure.refusal()) {
                            case WRONG_DIGEST, BAD_SIGNATURE, DISAGREEING_CHECKSUM ->
                                "Do not trust its source. " + OTHER_SOURCE;
                            case CONTRADICTORY_CHECKSUMS, TRUNCATED_CHECKSUM, FOREIGN_CHECKSUM, UNREADABLE_CHECKSUM ->
                                "Its checksum files prove nothing. " + SECOND_OPINION;
                            case REVOKED_KEY, INVALID_KEY, SIGNATURE_OUT_OF_TIME, NOT_A_DETACHED_SIGNATURE ->
                                "Its signature proves nothing. Ask the project for a new one, or " + PIN_OR_KEYS;
                            case SIGNER_NOT_ALLOWED ->
                                "If that key is allowed to sign this release, add its fingerprint to mesos.signers.";
                            case UNKNOWN_KEY ->
                                "Download the project's KEYS file from its own site, and name it with -Dmesos.keys=FILE.";
                            case WEAK_SIGNATURE ->
                                "Pin the archive's digest with -Dmesos.archive.sha512=DIGEST (or sha256), or accept the risk"
                                        + " with -Dmesos.acceptWeakSignatures=true.";
                            case SHA1_ONLY, MD5_ONLY, CHECKSUM_FILE_ONLY, NOTHING_PINNED_AND_NO_SIGNATURE ->
                                SECOND_OPINION;
                        });
    }

    static ExplainedFailure unpack(UnpackException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case LIMIT ->
                        "If you trust the archive, raise " + failure.parameter().orElse("the limit") + ".";
                    case UNKNOWN_FORMAT ->
                        "If the project also publishes one of these formats, name that file in the recipe (archive.file)."
                                + REPACK;
                    case TRUNCATED, CORRUPT ->
                        "The pinned or signed archive itself is damaged. Check mesos.archive.sha512 (or sha256), or use another"
                                + " version. To download it again, remove " + failure.archive() + ".";
                    case CHANGED ->
                        "Run the goal again: it sets the file aside and downloads the archive again. If this happens again, check the"
                                + " disk, and who can write to mesos.cacheDirectory.";
                    case WRONG_TOP -> "Check mesos.version, and archive.directory in the recipe.";
                    case NO_SPACE ->
                        "Free some space, or set mesos.workDirectory to a directory on another file system.";
                    case UNWRITABLE ->
                        "Make the directory writable, or set mesos.workDirectory to a writable directory.";
                    case TARGET_EXISTS ->
                        "Remove it with 'mesos:clean', or choose another directory with mesos.workDirectory.";
                    case UNREADABLE ->
                        Files.exists(failure.archive())
                                ? "Make the file readable, or remove it from mesos.cacheDirectory to download it again."
                                : "Another process has just removed it. Run the goal again to download it again.";
                    case UNSUPPORTED -> REPACK.strip();
                    case EDIT_FAILED -> BuildRemedies.MISMATCH;
                    case LOCALE ->
                        "The archive is not at fault. Run Maven in a UTF-8 locale: LC_ALL=C.UTF-8 mvn ... ('locale -a' lists"
                                + " the locales of this machine).";
                    case ENCODING ->
                        "Some old releases have such names. Unpack the archive with tar, rename the file (for example with"
                                + " convmv)." + REPACK;
                    case ESCAPES, LINK, SPECIAL_FILE, DUPLICATE, NAME -> HARMFUL;
                });
    }
}
