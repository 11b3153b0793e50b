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
 * How servers are talked to; what Maven's {@code settings.xml} says about it, with passwords decrypted.
 *
 * @param proxies the active ones; of several for one protocol the first counts
 * @param credentials by server id
 * @param userAgent who asks
 * @param connectTimeout limit of one connection's set-up
 * @param readTimeout how long a server may send nothing
 */
public record HttpSettings(
        List<ProxyServer> proxies,
        Map<String, Credentials> credentials,
        String userAgent,
        Duration connectTimeout,
        Duration readTimeout) {

    /** No proxy, no credentials, 20 s to connect and 60 s of silence. */
    public static final HttpSettings DEFAULT =
            new HttpSettings(List.of(), Map.of(), "mesos-maven-plugin", Duration.ofSeconds(20), Duration.ofSeconds(60));

    /** Copies the collections. */
    public HttpSettings {
        proxies = List.copyOf(proxies);
        credentials = Map.copyOf(credentials);
    }

    /** A user and a password. {@code toString} keeps the password to itself. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return user + ":***";
        }
    }

    /**
     * A proxy as in Maven's settings (maven.apache.org/settings.html, Proxies).
     *
     * @param protocol of the URLs that go through it: {@code http} or {@code https}
     * @param credentials what to tell the proxy, if anything
     * @param nonProxyHosts hosts that are asked directly, separated by {@code |}; {@code *} stands for anything
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

    /** The proxy for a URL: the protocol's own, for {@code https} else that for {@code http}, unless the host is exempt. */
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
