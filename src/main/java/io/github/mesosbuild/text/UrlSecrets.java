package io.github.mesosbuild.text;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes user information and the values of queries from the URLs of a text, well-formed or not (RFC 3986, 3.2.1 and 3.4). */
final class UrlSecrets {
    private static final String MARKER = "://";

    /** What ends a URL besides white space. */
    private static final String END = "\"'`<>";

    /** A password with spaces, up to the host. */
    private static final Pattern SPACED = Pattern.compile("[^\\s/@:]{1,80}+:(?!\\d*+[/?#\\s,])[^/@\\n]{0,80}+@");

    private static final Pattern PARAMETER = Pattern.compile("([^=&;]*)(=?)([^&;]*)");

    /** Parameters that mirrors and download scripts take, and that name no person. */
    private static final Set<String> PUBLIC = Set.of(
            "action", "filename", "file", "path", "version", "format", "ref", "raw", "dl", "download", "as_json");

    private static final Pattern PUBLIC_VALUE = Pattern.compile("[A-Za-z0-9._/+{}-]{0,80}");

    /** A user's name. Tokens are longer, or have capitals. */
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_.-]{0,19}");

    /** A user without a password, such as git. Anything longer may be a token. */
    private static final Pattern USER_ALONE = Pattern.compile("[a-z]{1,4}");

    private UrlSecrets() {}

    static String removed(String text) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (int marker = text.indexOf(MARKER); marker >= 0; marker = text.indexOf(MARKER, from)) {
            int begin = marker + MARKER.length();
            int end = begin;
            if (marker > 0 && Character.isLetterOrDigit(text.charAt(marker - 1))) {
                end = end(text, begin);
            }
            shown.append(text, from, begin).append(address(text.substring(begin, end)));
            from = end;
        }
        return shown.append(text, from, text.length()).toString();
    }

    private static int end(String text, int begin) {
        int next = text.indexOf(MARKER, begin);
        int limit = next < 0 ? text.length() : schemeStart(text, begin, next);
        Matcher spaced = SPACED.matcher(text).region(begin, limit);
        for (int i = spaced.lookingAt() ? spaced.end() : begin; i < limit; i++) {
            if (Character.isWhitespace(text.charAt(i)) || END.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return limit;
    }

    private static int schemeStart(String text, int from, int marker) {
        int start = marker;
        while (start > from
                && (Character.isLetterOrDigit(text.charAt(start - 1)) || "+.-".indexOf(text.charAt(start - 1)) >= 0)) {
            start--;
        }
        return start;
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
        if (USER_ALONE.matcher(information).matches()) {
            return information;
        }
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
                || PUBLIC.contains(parts.group(1))
                        && PUBLIC_VALUE.matcher(parts.group(3)).matches();
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
