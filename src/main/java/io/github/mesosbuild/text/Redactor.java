package io.github.mesosbuild.text;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Removes secrets from everything that people may read: console, logs, records, dry runs, reports and exceptions.
 *
 * <p>It finds secrets in any text by their names and forms, in URLs and outside. An instance also knows the values of this build's
 * own secrets, and removes them wherever a tool repeats them.
 */
public final class Redactor {
    /** What replaces a secret. */
    public static final String MARK = "***";

    /** Knows no values. */
    public static final Redactor BY_FORM = new Redactor(List.of());

    /** A shorter value could be an ordinary word of a sentence. */
    private static final int LEAST = 6;

    private static final int LONGEST_URL = 1000;

    private static final Pattern USER_INFORMATION = Pattern.compile("(://)[^/?#]*@");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(-{0,2}[A-Za-z_][A-Za-z0-9_.-]*+)=(.*+)", Pattern.DOTALL);

    private final List<String> values;

    private Redactor(Collection<String> values) {
        Set<String> forms = new TreeSet<>();
        for (String value : values) {
            if (value.strip().length() >= LEAST) {
                forms.add(value);
                forms.add(value.strip());
                forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        this.values = forms.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /**
     * Returns a redactor that also knows the secrets among some variables.
     *
     * @param variables the values by name; those that are no secrets are ignored
     * @param passwords further secrets
     */
    public static Redactor knowing(Map<String, String> variables, Collection<String> passwords) {
        List<String> values = new ArrayList<>(passwords);
        variables.forEach((name, value) -> {
            if (SecretNames.contains(name) && !SecretNames.isHarmless(name, value) && !value.startsWith("/")) {
                values.add(value);
            }
        });
        return new Redactor(values);
    }

    /** Returns the text without secrets; {@link #MARK} takes their place. */
    public String redact(String text) {
        String shown = text;
        for (String value : values) {
            shown = shown.replace(value, MARK);
        }
        return text(shown);
    }

    /** Returns the text without the secrets that their name or form shows. */
    public static String text(String text) {
        return TokenShapes.removed(NamedSecrets.removed(UrlSecrets.removed(text)));
    }

    /** Returns whether a text contains a secret. */
    public static boolean hasCredentials(String text) {
        return !text(text).equals(text);
    }

    /** Returns whether a variable is secret, by its name or by its value. */
    public static boolean isSecret(String variable, String value) {
        return SecretNames.contains(variable) && !SecretNames.isHarmless(variable, value)
                || hasCredentials(value)
                || hasCredentials(variable + "=" + value);
    }

    /** Returns a URL without its user name, its password, and the values of its query, cut if it is very long. */
    public static String withoutUserInfo(URI url) {
        String shown = text(USER_INFORMATION.matcher(url.toString()).replaceFirst("$1"));
        return shown.length() > LONGEST_URL ? shown.substring(0, LONGEST_URL) + "..." : shown;
    }

    /** Returns the text without secrets, as {@link #text} does. */
    public static String withoutPasswords(String text) {
        return text(text);
    }

    /** Returns the words of a command line without secrets. A word that is an assignment is judged by its name. */
    public static List<String> words(List<String> words) {
        List<String> shown = new ArrayList<>();
        boolean value = false;
        for (String word : words) {
            shown.add(value && !word.startsWith("-") ? MARK : word(word));
            value = word.matches("--?[A-Za-z][A-Za-z0-9-]*") && word.startsWith("--") && SecretNames.contains(word);
        }
        return shown;
    }

    private static String word(String word) {
        var assignment = ASSIGNMENT.matcher(word);
        return assignment.matches()
                        && SecretNames.contains(assignment.group(1))
                        && !SecretNames.isHarmless(assignment.group(1), assignment.group(2))
                ? assignment.group(1) + "=" + MARK
                : text(word);
    }
}
