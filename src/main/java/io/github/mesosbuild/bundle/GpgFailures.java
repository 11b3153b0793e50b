package io.github.mesosbuild.bundle;

import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.verify.SigningException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explains why gpg did not sign, by its status lines, which are the same in all languages (GnuPG's DETAILS, "Format of the --status-fd
 * output"), and by the numbers of libgpg-error (err-codes.h.in).
 */
final class GpgFailures {
    private static final int BAD_PASSPHRASE = 11;
    private static final int NO_SECKEY = 17;
    private static final int UNUSABLE_SECKEY = 54;
    private static final int TIMEOUT = 62;
    private static final int NO_AGENT = 77;
    private static final int AGENT = 78;
    private static final int NO_PIN_ENTRY = 85;
    private static final int CANCELED = 99;
    private static final int NO_PASSPHRASE = 177;
    private static final int FULLY_CANCELED = 198;
    private static final int CODE = 0xffff;
    /** A code of the operating system; the only such failure of an agent's question is ENOTTY. */
    private static final int SYSTEM = 0x8000;

    private static final Pattern FAILURE = Pattern.compile("(?m)^\\[GNUPG:\\] FAILURE sign (\\d{1,18})\\b");
    private static final Pattern REFUSED = Pattern.compile("(?m)^\\[GNUPG:\\] INV_SGNR (\\d{1,9})\\b");
    private static final Pattern ASKED = Pattern.compile("(?m)^\\[GNUPG:\\] PINENTRY_LAUNCHED ");
    private static final Pattern NO_OPTION = Pattern.compile("(?m)^(?:gpg2?: )?invalid option \"([^\"]+)\"");
    private static final Pattern LINE = Pattern.compile("(?m)^gpg2?: (.*)$");

    private GpgFailures() {}

    static SigningException of(GpgSettings settings, Path file, boolean hasPassphrase, CommandRunner.Result result) {
        String program = settings.program();
        String output = result.output();
        Matcher option = NO_OPTION.matcher(output);
        if (option.find()) {
            return SigningException.gpgTooOld(program, file, option.group(1));
        }
        Optional<String> refusal = last(REFUSED, output).map(Integer::valueOf).flatMap(GpgFailures::refusal);
        if (refusal.isPresent()) {
            return SigningException.gpgKeyUnusable(program, file, settings.key(), refusal.get());
        }
        String reason = reason(result);
        int code = last(FAILURE, output).map(GpgFailures::code).orElse(0);
        boolean asked = ASKED.matcher(output).find();
        return switch (code) {
            case BAD_PASSPHRASE, NO_PASSPHRASE ->
                hasPassphrase
                        ? SigningException.gpgWrongPassphrase(program, file, settings.key())
                        : SigningException.gpgNotAnswered(program, file, reason);
            case NO_SECKEY -> SigningException.gpgNoSecretKey(program, file, settings.key());
            case UNUSABLE_SECKEY ->
                SigningException.gpgKeyUnusable(
                        program, file, settings.key(), "it has expired, was revoked, or is not for signing");
            case NO_AGENT, AGENT -> SigningException.gpgNoAgent(program, file, reason);
            case NO_PIN_ENTRY -> SigningException.gpgCannotAsk(program, file, reason);
            case CANCELED, FULLY_CANCELED, TIMEOUT -> SigningException.gpgNotAnswered(program, file, reason);
            default ->
                asked && (code & SYSTEM) != 0
                        ? SigningException.gpgCannotAsk(program, file, reason)
                        : SigningException.gpgFailed(program, file, reason);
        };
    }

    private static Optional<String> refusal(int reason) {
        return switch (reason) {
            case 3 -> Optional.of("it is not a key for signing");
            case 4 -> Optional.of("it was revoked");
            case 5 -> Optional.of("it has expired");
            case 13 -> Optional.of("it is disabled");
            default -> Optional.empty();
        };
    }

    private static int code(String number) {
        return (int) (Long.parseLong(number) & CODE);
    }

    /** Returns the last message without the name of the program that printed it and of what failed. */
    private static String reason(CommandRunner.Result result) {
        return last(LINE, result.output())
                .map(line -> line.replaceFirst("^signing failed: ", ""))
                .orElse("exit status " + result.exitCode());
    }

    private static Optional<String> last(Pattern pattern, String output) {
        List<MatchResult> all = pattern.matcher(output).results().toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1).group(1));
    }
}
