package io.github.mesosbuild.cluster;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL under which masters and slaves find each other: {@code zk://[user:password@]host:port,host:port/path}
 * (docs/high-availability.md at tag 0.24.0).
 *
 * @param credentials {@code user:password}, if the URL has them
 * @param servers the ZooKeeper servers, each as {@code host:port}
 * @param path the znode under which the masters elect their leader; empty if the URL ends with the servers
 */
public record ZooKeeperUrl(Optional<String> credentials, List<String> servers, String path) {
    /** The form of a ZooKeeper URL, as shown in messages. */
    public static final String FORM = "zk://host:port,host:port/path";

    private static final String SCHEME = "zk://";
    private static final Pattern URL =
            Pattern.compile(SCHEME + "(?:([^@/]+)@)?([^,/@\\s]+(?:,[^,/@\\s]+)*)(/.*)?", Pattern.DOTALL);
    private static final Pattern NODE = Pattern.compile("/[^/\\s]\\S*");
    private static final Pattern PLAIN_CREDENTIALS = Pattern.compile("[A-Za-z0-9._~-]+:[A-Za-z0-9._~!*+-]+");
    private static final Pattern PLAIN_SERVER = Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}");

    public ZooKeeperUrl {
        servers = List.copyOf(servers);
    }

    /** Reads a URL; empty if the text is not of this form. */
    public static Optional<ZooKeeperUrl> parse(String text) {
        Matcher url = URL.matcher(text);
        return url.matches()
                ? Optional.of(new ZooKeeperUrl(
                        Optional.ofNullable(url.group(1)),
                        List.of(url.group(2).split(",")),
                        Optional.ofNullable(url.group(3)).orElse("")))
                : Optional.empty();
    }

    /** Returns whether the URL names a znode other than {@code /}, which Mesos requires. */
    public boolean hasPath() {
        return NODE.matcher(path).matches();
    }

    /**
     * Returns whether each server has a port, and neither servers nor credentials have characters that a shell or a file could
     * misread.
     */
    public boolean isPlain() {
        return servers.stream().allMatch(server -> PLAIN_SERVER.matcher(server).matches())
                && credentials
                        .filter(text -> !PLAIN_CREDENTIALS.matcher(text).matches())
                        .isEmpty();
    }

    /** Returns the URL, with its password. */
    @Override
    public String toString() {
        return SCHEME + credentials.map(text -> text + "@").orElse("") + String.join(",", servers) + path;
    }
}
