package io.github.mesosbuild.text;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes user information and the values of queries from the URLs of a text, well-formed or not (RFC 3986, 3.2.1 and 3.4). */
final class UrlSecrets {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern END = Pattern.compile("[\\s\"'`<>]|[A-Za-z][A-Za-z0-9+.-]*://");

    /** A password with spaces, up to the host. */
    private static final Pattern SPACED = Pattern.compile("[^\\s/@:]+:(?!\\d*[/?#\\s,])[^/@\\n]{0,80}@");

    private static final Pattern PARAMETER = Pattern.compile("([^=&;]*)(=?)([^&;]*)");

    /** Parameters that mirrors and download scripts take, and that name no person. */
    private static final Set<String> PUBLIC =
            Set.of("action", "filename", "file", "path", "version", "format", "ref", "raw", "dl", "download", "as_json");

    private static final Pattern PUBLIC_VALUE = Pattern.compile("[A-Za-z0-9._/+{}-]{0,80}");

    /** A user's name. Tokens are longer, or have capitals. */
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_.-]{0,19}");

    private UrlSecrets() {}

    static String removed(String text) {
        Matcher scheme = SCHEME.matcher(text);
        StringBuilder shown = new StringBuilder();
        int from = 0;
        while (scheme.find(from)) {
            int begin = scheme.end();
            int end = end(text, begin);
            shown.append(text, from, begin).append(address(text.substring(begin, end)));
            from = end;
        }
        return shown.append(text, from, text.length()).toString();
    }

    private static int end(String text, int begin) {
        Matcher spaced = SPACED.matcher(text).region(begin, text.length());
        int least = spaced.lookingAt() && text.substring(begin, spaced.end()).indexOf("://") < 0 ? spaced.end() : begin;
        Matcher end = END.matcher(text).region(least, text.length());
        return end.find() ? end.start() : text.length();
    }

    /** @param rest a URL after its scheme */
    private static String address(String rest) {
        int path = first(rest, "/?#", 0);
        String authority = rest.substring(0, path);
        int at = authority.lastIndexOf('@');
        if (at < 0 && authority.indexOf(':') >= 0) {
            // A password with a slash, a question mark or a number sign, which should have been encoded.
            at = rest.lastIndexOf('@');
            at = at > 0 && rest.charAt(at - 1) == '/' ? -1 : at;
        }
        String host = rest.substring(at + 1);
        int query = first(host, "?#", 0);
        String visible = host.substring(0, query) + parameters(host.substring(query));
        return at < 0 ? visible : user(rest.substring(0, at)) + "@" + visible;
    }

    private static String user(String information) {
        int colon = information.indexOf(':');
        boolean password = colon > 0
                && colon < information.length() - 1
                && !information.endsWith(":x-oauth-basic")
                && USER.matcher(information.substring(0, colon)).matches();
        return password ? information.substring(0, colon) + ":" + Redactor.MARK : Redactor.MARK;
    }

    private static String parameters(String text) {
        StringBuilder shown = new StringBuilder();
        for (int from = 0; from < text.length(); ) {
            int next = first(text, "?#&;", from + 1);
            shown.append(text.charAt(from)).append(parameter(text.substring(from + 1, next)));
            from = next;
        }
        return shown.toString();
    }

    private static String parameter(String text) {
        Matcher parts = PARAMETER.matcher(text);
        if (!parts.matches() || text.isEmpty()) {
            return text;
        }
        if (parts.group(2).isEmpty()) {
            // A word alone may be a token.
            return text.length() < 16 ? text : Redactor.MARK;
        }
        boolean shown = parts.group(3).isEmpty()
                || PUBLIC.contains(parts.group(1)) && PUBLIC_VALUE.matcher(parts.group(3)).matches();
        return shown ? text : parts.group(1) + "=" + Redactor.MARK;
    }

    private static int first(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
