package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.ZooKeeperUrl;
import io.github.mesosbuild.text.VisibleText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a text of a description may hold, since it gets into files and scripts of machines. Each method says why a value cannot be what it
 * should be, in a clause that follows the value; empty if it can.
 */
final class Validators {
    private static final int LONGEST_NAME = 253;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_@%+=:,.~-]+)+");
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){1,3}(-[A-Za-z0-9.]{1,40})?");
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~%+:@/-]*)?");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern RESOURCE =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(\\((\\*|[A-Za-z0-9_][A-Za-z0-9_.-]*)\\))?");
    private static final String BREAKS_OUT = "holds a character that could break out of a file or a shell script (";

    private Validators() {}

    /** A name for people, such as that of a cluster. */
    static Optional<String> words(String value) {
        return VisibleText.hasUnsafe(value) || value.chars().anyMatch(c -> "'\"`$\\".indexOf(c) >= 0)
                ? Optional.of(BREAKS_OUT + "a control character, a line end, ', \", `, $ or \\)")
                : Optional.empty();
    }

    /** The value of a flag: one line, and with quotes only if it is JSON. */
    static Optional<String> flagValue(String value) {
        if (VisibleText.hasUnsafe(value)) {
            return Optional.of(BREAKS_OUT + "a control character or a line end)");
        }
        boolean json = value.startsWith("{") || value.startsWith("[");
        return value.contains("'")
                        || value.contains("`")
                        || value.contains("$(")
                        || value.contains("${")
                        || !json && (value.contains("\"") || value.contains("\\"))
                ? Optional.of(BREAKS_OUT + "', `, $(, ${, and outside of JSON \" and \\)")
                : Optional.empty();
    }

    /** An attribute's or a resource's value, which is joined to others by semicolons. */
    static Optional<String> offer(String value) {
        if (value.isEmpty() || value.contains(";")) {
            return Optional.of("is empty or holds a semicolon, which ends it");
        }
        return words(value);
    }

    static Optional<String> attribute(String name) {
        return unless(ATTRIBUTE, name, "is not made of letters, digits, _, . and -");
    }

    static Optional<String> resource(String name) {
        return unless(RESOURCE, name, "is neither the name of a resource nor name(role)");
    }

    /** A name of RFC 1123, 2.1, whose last label is not a number. */
    static boolean isHostName(String value) {
        String[] labels = value.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return value.length() <= LONGEST_NAME && !labels[labels.length - 1].matches("\\d+");
    }

    static boolean isIpv4(String value) {
        var numbers = IPV4.matcher(value);
        if (!numbers.matches()) {
            return false;
        }
        for (int i = 1; i <= numbers.groupCount(); i++) {
            String number = numbers.group(i);
            if (Integer.parseInt(number) > 255 || number.length() > 1 && number.startsWith("0")) {
                return false;
            }
        }
        return true;
    }

    static Optional<String> hostName(String value) {
        return isHostName(value)
                ? Optional.empty()
                : Optional.of("is not the name of a host (letters, digits and hyphens between points, RFC 1123)");
    }

    /** What others can reach: an IPv4 address of one machine, or a name. Mesos of these versions knows no IPv6. */
    static Optional<String> address(String value) {
        if (isHostName(value)) {
            return Optional.empty();
        }
        if (!isIpv4(value)) {
            return Optional.of("is neither an IPv4 address nor the name of a host (RFC 1123)");
        }
        int first = Integer.parseInt(value.substring(0, value.indexOf('.')));
        return first == 0 || first >= 224 ? Optional.of("is not the address of one machine") : Optional.empty();
    }

    static Optional<String> listenAddress(String value) {
        return isIpv4(value)
                ? Optional.empty()
                : Optional.of("is not an IPv4 address, which the daemons of Mesos bind");
    }

    /** An absolute path of a machine, without {@code .} and {@code ..}. */
    static Optional<String> path(String value) {
        return PATH.matcher(value).matches() && !(value + "/").matches(".*/\\.{1,2}/.*")
                ? Optional.empty()
                : Optional.of("is not an absolute path of letters, digits and _@%+=:,.~- between single slashes");
    }

    /** A path that is the installation's alone, since it is replaced as a whole. */
    static Optional<String> prefix(String value) {
        return value.matches("/[^/]+|/usr/(local|bin|sbin|lib|lib64|libexec|share)|/var/(lib|log|opt)|/opt/?")
                ? Optional.of("is a directory of the machine; Mesos needs one of its own, such as /opt/mesos")
                : path(value);
    }

    /** The path of a {@code zk://} URL. */
    static Optional<String> chroot(String value) {
        if (value.isEmpty() || value.equals("/")) {
            return Optional.of("is no path below which the masters could be; Mesos refuses a zk:// URL without one"
                    + " (\"Expecting a (chroot) path for ZooKeeper ('/' is not supported)\")");
        }
        if (value.equals("/zookeeper") || value.startsWith("/zookeeper/")) {
            return Optional.of("is where ZooKeeper keeps what is its own");
        }
        return path(value);
    }

    static Optional<String> zooKeeperUrl(String value) {
        Optional<ZooKeeperUrl> url = ZooKeeperUrl.parse(value).filter(ZooKeeperUrl::isPlain);
        return url.isPresent() ? chroot(url.get().path()) : Optional.of("is not of the form " + ZooKeeperUrl.FORM);
    }

    static Optional<String> version(String value) {
        return unless(VERSION, value, "is not a version of Mesos, such as 0.24.0");
    }

    static Optional<String> url(String value) {
        return unless(URL, value, "is not an http:// or https:// address without quotes, blanks and queries");
    }

    private static Optional<String> unless(Pattern pattern, String value, String clause) {
        return pattern.matcher(value).matches() ? Optional.empty() : Optional.of(clause);
    }
}
