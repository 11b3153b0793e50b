package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.ZooKeeperUrl;
import io.github.mesosbuild.text.VisibleText;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks for values of a description, which become part of files and scripts on machines. Each method returns an objection, as a clause
 * that follows the quoted value; empty if the value is valid.
 */
final class Validators {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_INSTANCE = 32;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_@%+=:,.~-]+)+");
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){1,3}(-[A-Za-z0-9.]{1,40})?");
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~%+:@/-]*)?");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern RESOURCE =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(\\((\\*|[A-Za-z0-9_][A-Za-z0-9_.-]*)\\))?");
    private static final Pattern SETTING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.]*");

    /** Settings of {@code zoo.cfg} that follow from the hosts. */
    private static final Set<String> OWN_SETTINGS =
            Set.of("dataDir", "clientPort", "clientPortAddress", "quorumListenOnAllIPs");

    private static final String BREAKS_OUT = "contains a character that is unsafe in files or shell scripts (";

    private Validators() {}

    /** Checks a display name, such as a cluster's name. */
    static Optional<String> words(String value) {
        return VisibleText.hasUnsafe(value) || value.chars().anyMatch(c -> "'\"`$\\".indexOf(c) >= 0)
                ? Optional.of(BREAKS_OUT + "a control character, a line break, ', \", `, $ or \\)")
                : Optional.empty();
    }

    /** Checks a flag's value: one line, with double quotes and backslashes only in JSON. */
    static Optional<String> flagValue(String value) {
        if (VisibleText.hasUnsafe(value)) {
            return Optional.of(BREAKS_OUT + "a control character or a line break)");
        }
        boolean json = value.startsWith("{") || value.startsWith("[");
        return value.contains("'")
                        || value.contains("`")
                        || value.contains("$(")
                        || value.contains("${")
                        || !json && (value.contains("\"") || value.contains("\\"))
                ? Optional.of(BREAKS_OUT + "', `, $(, ${, or, except in JSON, \" or \\)")
                : Optional.empty();
    }

    static Optional<String> attribute(String name) {
        return unless(ATTRIBUTE, name, "contains characters other than letters, digits, _, . and -");
    }

    static Optional<String> resource(String name) {
        return unless(RESOURCE, name, "is not a resource name, such as cpus or mem(role)");
    }

    /** Returns whether a text is a host name (RFC 1123, 2.1), whose last label is not a number. */
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
                : Optional.of("is not a host name (letters, digits and hyphens, separated by dots; RFC 1123)");
    }

    /** Checks what is appended to the names of a daemon's files, directories and service. */
    static Optional<String> instance(String value) {
        return value.matches("[a-z0-9]+(-[a-z0-9]+)*") && value.length() <= LONGEST_INSTANCE
                ? Optional.empty()
                : Optional.of("is not a name of up to " + LONGEST_INSTANCE
                        + " lower-case letters, digits and hyphens, such as b or ssd");
    }

    /** Checks an address that other hosts use: an IPv4 address or a host name. These Mesos versions do not support IPv6. */
    static Optional<String> address(String value) {
        if (isHostName(value)) {
            return Optional.empty();
        }
        if (!isIpv4(value)) {
            return Optional.of("is neither an IPv4 address nor a host name (RFC 1123)");
        }
        int first = Integer.parseInt(value.substring(0, value.indexOf('.')));
        return first == 0 || first >= 224 ? Optional.of("is not the address of a single machine") : Optional.empty();
    }

    static Optional<String> listenAddress(String value) {
        return isIpv4(value)
                ? Optional.empty()
                : Optional.of("is not an IPv4 address. Mesos daemons can only bind to IPv4 addresses");
    }

    /** Checks an absolute path without {@code .} and {@code ..}. */
    static Optional<String> path(String value) {
        return PATH.matcher(value).matches() && !(value + "/").matches(".*/\\.{1,2}/.*")
                ? Optional.empty()
                : Optional.of("is not an absolute path of letters, digits and _@%+=:,.~-");
    }

    /** Checks the path of an installation, which must not contain anything else because an update replaces the directory. */
    static Optional<String> prefix(String value) {
        return value.matches("/[^/]+|/usr/(local|bin|sbin|lib|lib64|libexec|share)|/var/(lib|log|opt)|/opt/?")
                ? Optional.of("is a system directory. Use a separate directory for Mesos, such as /opt/mesos")
                : path(value);
    }

    /** Checks the path of a {@code zk://} URL. */
    static Optional<String> chroot(String value) {
        if (value.isEmpty() || value.equals("/")) {
            return Optional.of("must name a znode path other than /, for example /mesos");
        }
        if (value.equals("/zookeeper") || value.startsWith("/zookeeper/")) {
            return Optional.of("is reserved for ZooKeeper itself. Use a path such as /mesos");
        }
        return path(value);
    }

    static Optional<String> zooKeeperUrl(String value) {
        Optional<ZooKeeperUrl> url = ZooKeeperUrl.parse(value).filter(ZooKeeperUrl::isPlain);
        return url.isPresent() ? chroot(url.get().path()) : Optional.of("is not of the form " + ZooKeeperUrl.FORM);
    }

    static Optional<String> version(String value) {
        return unless(VERSION, value, "is not a Mesos version, such as 0.24.0");
    }

    static Optional<String> url(String value) {
        return unless(URL, value, "is not an http:// or https:// URL, or contains a quote, a space or a query");
    }

    /** Checks the name of a setting in {@code zoo.cfg} that a description may add or replace. */
    static Optional<String> zooKeeperSetting(String name) {
        return OWN_SETTINGS.contains(name) || name.startsWith("server.")
                ? Optional.of("follows from the hosts. Remove it from 'zookeeperSettings'")
                : unless(SETTING, name, "is not the name of a setting: letters, digits, _ and .");
    }

    /** Checks the value of a setting in {@code zoo.cfg}. */
    static Optional<String> zooKeeperValue(String value) {
        return value.isEmpty() ? Optional.of("is empty") : words(value);
    }

    private static Optional<String> unless(Pattern pattern, String value, String clause) {
        return pattern.matcher(value).matches() ? Optional.empty() : Optional.of(clause);
    }
}
