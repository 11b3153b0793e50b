package io.github.mesosbuild.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings for HTTP connections, as in Maven's {@code settings.xml}, with passwords decrypted.
 *
 * @param proxies the active proxies, of which the first for a protocol is used
 * @param servers the servers by ID
 * @param userAgent the value of the {@code User-Agent} header
 * @param connectTimeout the maximum time to establish a connection
 * @param readTimeout the maximum time without data from a server
 */
public record HttpSettings(
        List<ProxyServer> proxies,
        Map<String, Server> servers,
        String userAgent,
        Duration connectTimeout,
        Duration readTimeout) {

    /** The default: no proxy, no credentials, 20 s to connect and 60 s without data. */
    public static final HttpSettings DEFAULT =
            new HttpSettings(List.of(), Map.of(), "mesos-maven-plugin", Duration.ofSeconds(20), Duration.ofSeconds(60));

    /** Copies the collections. */
    public HttpSettings {
        proxies = List.copyOf(proxies);
        servers = Map.copyOf(servers);
    }

    /**
     * What is sent to a server, and to no other.
     *
     * @param credentials the user name and password, if any
     * @param headers additional headers, such as the tokens of GitLab or Artifactory. {@code toString} does not contain their values
     */
    public record Server(Optional<Credentials> credentials, Map<String, String> headers) {
        /** Copies the headers. */
        public Server {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return credentials.map(Credentials::toString).orElse("") + headers.keySet();
        }
    }

    /** Returns whether a name and a value can be sent as a header (RFC 9110, 5.1 and 5.5). */
    public static boolean isHeader(String name, String value) {
        return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") && value.matches("[\\t\\x20-\\x7e]+");
    }

    /** A user name and a password. {@code toString} does not contain the password. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return user + ":***";
        }
    }

    /**
     * A proxy as in Maven's settings (maven.apache.org/settings.html, Proxies).
     *
     * @param protocol the protocol of the URLs that it is for: {@code http} or {@code https}
     * @param host the proxy's host
     * @param port the proxy's port
     * @param credentials the credentials for the proxy, if any
     * @param nonProxyHosts the hosts to connect to directly, separated by {@code |}; {@code *} stands for any text
     */
    public record ProxyServer(
            String protocol, String host, int port, Optional<Credentials> credentials, String nonProxyHosts) {

        boolean serves(String targetHost) {
            for (String pattern : nonProxyHosts.split("[|,]")) {
                if (!pattern.isBlank()
                        && glob(pattern.strip()).matcher(targetHost).matches()) {
                    return false;
                }
            }
            return true;
        }

        private static Pattern glob(String pattern) {
            String regex = Pattern.compile("\\*")
                    .splitAsStream(pattern)
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*", "", pattern.endsWith("*") ? ".*" : ""));
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        }
    }

    /** Returns the proxy for a URL, if any. Without an {@code https} proxy, the {@code http} proxy is used for HTTPS too. */
    Optional<ProxyServer> proxyFor(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        return firstFor(scheme)
                .or(() -> scheme.equals("https") ? firstFor("http") : Optional.empty())
                .filter(proxy -> proxy.serves(url.getHost()));
    }

    private Optional<ProxyServer> firstFor(String protocol) {
        return proxies.stream()
                .filter(proxy -> proxy.protocol().equalsIgnoreCase(protocol))
                .findFirst();
    }
}
