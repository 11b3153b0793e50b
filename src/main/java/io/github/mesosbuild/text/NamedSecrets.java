package io.github.mesosbuild.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes values that follow a secret's name: {@code NAME=value}, {@code --name value}, {@code Name: value}, {@code "name": "value"}. */
final class NamedSecrets {
    private static final Pattern NAME = Pattern.compile(
            "(?<![A-Za-z0-9_.])(-{0,2})([A-Za-z_][A-Za-z0-9_.-]{0,99}+)(\\\\?[\"']?)([ \\t]*(?:\\+=|:=|=)[ \\t]*|[ \\t]*:[ \\t]*|>|[ \\t]+)");
    private static final Pattern HEADER = Pattern.compile(
            "(?i)(?:proxy-)?authorization|(?:set-)?cookie|private-token|job-token|deploy-token|x-[a-z-]*(?:token|key|auth|api)[a-z-]*");
    private static final Pattern REFERENCE = Pattern.compile("\"?\\$(?:\\{\\w+}|\\(\\w+\\)|\\w+)\"?");
    private static final Pattern PROXY = Pattern.compile("(?i)(?<!no_|no-|no)proxy");
    private static final Pattern KEY_FILE = Pattern.compile("(?i).+\\.(?:asc|gpg|pgp|pem|kbx)");
    private static final int MARKED = Redactor.MARK.length();
    private static final String TRAILING = ".,;)]}";

    private NamedSecrets() {}

    static String removed(String text) {
        Matcher name = NAME.matcher(text);
        StringBuilder shown = new StringBuilder();
        int from = 0;
        int search = 0;
        while (search < text.length() && name.find(search)) {
            int begin = name.end();
            int end = isCandidate(name) && !isFile(text, name) ? valueEnd(text, name) : begin;
            String value = text.substring(begin, end);
            String replaced = replaced(name, value);
            if (replaced.equals(value)) {
                search = Math.max(name.end(3), search + 1);
            } else {
                shown.append(text, from, begin).append(replaced);
                from = end;
                search = end;
            }
        }
        return shown.append(text, from, text.length()).toString();
    }

    /** A message about a file, such as {@code /home/me/team-secret.asc: block 1 is no key}. */
    private static boolean isFile(String text, Matcher found) {
        return found.group(4).contains(":")
                && !found.group(4).contains("=")
                && found.group(3).isEmpty()
                && (found.start() > 0 && text.charAt(found.start() - 1) == '/'
                        || KEY_FILE.matcher(found.group(2)).matches());
    }

    private static boolean isCandidate(Matcher found) {
        String name = found.group(2);
        String separator = found.group(4);
        if (separator.contains("=")) {
            boolean tight = separator.strip().length() == separator.length();
            return PROXY.matcher(name).find() || (tight ? SecretNames.contains(name) : SecretNames.isStrong(name));
        }
        if (separator.contains(":")) {
            boolean quoted = !found.group(3).isEmpty();
            return quoted && SecretNames.contains(name)
                    || SecretNames.isStrong(name)
                    || HEADER.matcher(name).matches()
                    || PROXY.matcher(name).find();
        }
        boolean option =
                separator.equals(">") ? found.start() > 0 : found.group(1).equals("--");
        return option && SecretNames.contains(name);
    }

    private static int valueEnd(String text, Matcher name) {
        int begin = name.end();
        if (begin >= text.length() || text.startsWith(Redactor.MARK, begin) && isWordEnd(text, begin + MARKED)) {
            return begin;
        }
        int before = name.start() - 1;
        char quote = before >= 0 ? text.charAt(before) : ' ';
        if (name.group(3).isEmpty() && (quote == '\'' || quote == '"')) {
            return closing(text, begin, quote);
        }
        char first = text.charAt(begin);
        if (HEADER.matcher(name.group(2)).matches()
                && name.group(4).contains(":")
                && name.group(3).isEmpty()) {
            return lineEnd(text, begin);
        }
        if (first == '\\' && begin + 1 < text.length() && text.charAt(begin + 1) == '"') {
            int end = text.indexOf("\\\"", begin + 2);
            return end < 0 ? text.length() : end + 2;
        }
        int end = begin;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            char c = text.charAt(end);
            if (c == '\'' || c == '"') {
                if (end > begin && text.charAt(end - 1) != '=' && isWordEnd(text, end + 1) && first != c) {
                    return end;
                }
                end = Math.min(text.length(), closing(text, end + 1, c) + 1);
            } else if (c == '\\') {
                end = Math.min(text.length(), end + 2);
            } else if (c == '<' || c == '>') {
                return end;
            } else {
                end++;
            }
        }
        while (end > begin + 1 && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isWordEnd(String text, int at) {
        return at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    private static int closing(String text, int from, char quote) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            i += quote == '"' && text.charAt(i) == '\\' ? 1 : 0;
        }
        return text.length();
    }

    private static int lineEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if ("\r\n\"'".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String replaced(Matcher found, String value) {
        String name = found.group(2);
        String plain = value.replaceAll("^\\\\?[\"']|\\\\?[\"']$", "");
        boolean nothing = plain.isEmpty()
                || plain.equals(Redactor.MARK)
                || REFERENCE.matcher(value).matches()
                || found.group(4).isBlank() && value.startsWith("-");
        if (nothing) {
            return value;
        }
        boolean secret = SecretNames.contains(name) || HEADER.matcher(name).matches();
        if (!secret) {
            return proxy(value);
        }
        return SecretNames.isHarmless(name, plain) ? value : quoted(value);
    }

    /** A proxy may have no scheme; its user may be a token. */
    private static String proxy(String value) {
        int at = value.lastIndexOf('@');
        int scheme = value.indexOf("://");
        String user = at < 0 ? "" : value.substring(scheme < 0 ? 0 : scheme + 3, at);
        return user.isEmpty() || user.endsWith(Redactor.MARK)
                ? value
                : (scheme < 0 ? "" : value.substring(0, scheme + 3)) + Redactor.MARK + value.substring(at);
    }

    /** Keeps the quotes, which belong to the text around the value. */
    private static String quoted(String value) {
        for (String quote : new String[] {"\\\"", "\"", "'"}) {
            if (value.startsWith(quote) && value.endsWith(quote) && value.length() >= 2 * quote.length()) {
                return quote + Redactor.MARK + quote;
            }
        }
        return Redactor.MARK;
    }
}
