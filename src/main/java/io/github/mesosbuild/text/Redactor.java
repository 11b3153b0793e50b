package io.github.mesosbuild.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Finds secrets in text and removes them. */
public final class Redactor {
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/?#\\s@]*:[^/?#\\s]*@|(?i:-D\\S*password=)");

    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/?#\\s@:]*:)[^/?#\\s@]*@");

    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(passw|passphrase|secret|token|credential).*");

    private Redactor() {}

    /** Returns whether a text contains what looks like a password. */
    public static boolean hasCredentials(String text) {
        return CREDENTIALS.matcher(text).find();
    }

    /** Returns whether a variable is secret, by its name or by its value. */
    public static boolean isSecret(String variable, String value) {
        return hasCredentials(value) || SECRET_NAME.matcher(variable).matches();
    }

    /** Returns a URL without its user name and password. */
    public static String withoutUserInfo(URI url) {
        if (url.getRawUserInfo() == null) {
            return url.toString();
        }
        try {
            return new URI(url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), url.getQuery(), null)
                    .toString();
        } catch (URISyntaxException e) {
            return url.getScheme() + "://" + url.getHost();
        }
    }

    /** Returns the text with asterisks in place of the passwords in its URLs. */
    public static String withoutPasswords(String text) {
        return URL_PASSWORD.matcher(text).replaceAll("$1***@");
    }
}
