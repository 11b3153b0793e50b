package io.github.mesosbuild.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that secrets have in environments, on command lines, in headers and in queries. */
final class SecretNames {
    private static final Pattern PART =
            Pattern.compile("passw|passphrase|secret|token|credential|apikey|accesskey|privatekey|deploykey|authkey");
    private static final Set<String> WORDS = Set.of(
            "pass",
            "pwd",
            "pw",
            "auth",
            "authorization",
            "bearer",
            "jwt",
            "signature",
            "sig",
            "sas",
            "dsn",
            "cookie",
            "pat",
            "webhook",
            "otp");
    /** Part of every such name. Most names fail this test, which is quick. */
    private static final Pattern HINT = Pattern.compile(
            "(?i)pass|pwd|pw|secret|token|cred|key|auth|bearer|jwt|sig|sas|dsn|cookie|pat|webhook|otp|conn");

    private static final Pattern CONNECTION = Pattern.compile("(?i)conn(ection)?[_.-]?str(ing)?");
    private static final Pattern SEPARATOR = Pattern.compile("[_.\\-]+|(?<=[a-z])(?=[A-Z])");

    /** Names whose values are only ever secrets, so that a colon or spaces may follow them. */
    private static final Pattern STRONG = Pattern.compile("passw|passphrase|secret|apikey");

    /** Words that say that the value is the place of a secret. */
    private static final Set<String> PLACES = Set.of("file", "path", "dir", "directory", "credential", "credentials");

    /** GNU make's --jobserver-auth names a pipe. */
    private static final String JOB_SERVER = "jobserver";

    /** Commands of gpg(1), which are followed by the name of a key. */
    private static final Set<String> COMMANDS =
            Set.of("export-secret-keys", "export-secret-subkeys", "list-secret-keys", "quick-generate-key");

    /** The name of a key, which people must see to find a mistake in it. */
    private static final Set<String> IDENTITIES = Set.of("mesos.bundle.gpgKey", "gpgKey");

    private SecretNames() {}

    /** Returns whether a variable, option or key of that name contains a secret. */
    static boolean contains(String name) {
        if (!HINT.matcher(name).find()
                || COMMANDS.contains(name.replaceFirst("^-+", ""))
                || IDENTITIES.contains(name)) {
            return false;
        }
        List<String> words = words(name);
        if (words.contains(JOB_SERVER)) {
            return false;
        }
        String last = words.get(words.size() - 1);
        return PART.matcher(String.join("", words)).find()
                || words.stream().anyMatch(WORDS::contains)
                || last.equals("key") && words.size() > 1
                || CONNECTION.matcher(name).find();
    }

    /** Returns whether the name leaves no doubt, even in a sentence. */
    static boolean isStrong(String name) {
        return contains(name) && STRONG.matcher(String.join("", words(name))).find();
    }

    /** Returns whether the value is a file with a secret, or a switch, and no secret itself. */
    static boolean isHarmless(String name, String value) {
        return value.matches("(?i)|true|false|yes|no|on|off|none|auto|[01]")
                || value.startsWith("/")
                        && !value.substring(1).matches("[^/]*={1,2}")
                        && PLACES.contains(words(name).get(words(name).size() - 1));
    }

    private static List<String> words(String name) {
        List<String> words = Arrays.stream(SEPARATOR.split(name))
                .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("\\d+$", ""))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? List.of("") : words;
    }
}
