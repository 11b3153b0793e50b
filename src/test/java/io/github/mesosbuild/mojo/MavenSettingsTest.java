package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.HttpSettings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class MavenSettingsTest {
    private final Settings settings = new Settings();

    /** Decrypts {@code {x}} to {@code x}, in copies, as Maven's own does. */
    private static final class Decrypter implements SettingsDecrypter {
        @Override
        public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
            List<Server> servers = new ArrayList<>();
            for (Server server : request.getServers()) {
                Server copy = server.clone();
                copy.setPassword(decrypted(server.getPassword()));
                servers.add(copy);
            }
            List<Proxy> proxies = new ArrayList<>();
            for (Proxy proxy : request.getProxies()) {
                Proxy copy = proxy.clone();
                copy.setPassword(decrypted(proxy.getPassword()));
                proxies.add(copy);
            }
            return new Result(servers, proxies);
        }

        private static String decrypted(String password) {
            return password == null ? null : password.replaceAll("^\\{(.*)}$", "$1");
        }
    }

    private record Result(List<Server> servers, List<Proxy> proxies) implements SettingsDecryptionResult {
        @Override
        public Server getServer() {
            return servers.get(0);
        }

        @Override
        public List<Server> getServers() {
            return servers;
        }

        @Override
        public Proxy getProxy() {
            return proxies.get(0);
        }

        @Override
        public List<Proxy> getProxies() {
            return proxies;
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return List.of();
        }
    }

    private HttpSettings http() {
        return MavenSettings.http(settings, new Decrypter(), new SystemStreamLog());
    }

    private Proxy proxy(String host, boolean active) {
        Proxy proxy = new Proxy();
        proxy.setId(host);
        proxy.setProtocol("http");
        proxy.setHost(host);
        proxy.setPort(3128);
        proxy.setActive(active);
        settings.addProxy(proxy);
        return proxy;
    }

    private void server(String id, String user, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        settings.addServer(server);
    }

    @Test
    void onlyActiveProxiesCount() {
        proxy("off.example.org", false);
        proxy("on.example.org", true).setNonProxyHosts("localhost|*.example.org");
        proxy("second.example.org", true);
        assertThat(http().proxies())
                .containsExactly(
                        new HttpSettings.ProxyServer(
                                "http", "on.example.org", 3128, Optional.empty(), "localhost|*.example.org"),
                        new HttpSettings.ProxyServer("http", "second.example.org", 3128, Optional.empty(), ""));
    }

    @Test
    void passwordsAreDecrypted() {
        Proxy proxy = proxy("on.example.org", true);
        proxy.setUsername("walter");
        proxy.setPassword("{secret}");
        server("corp", "anna", "{hidden}");
        assertThat(http().proxies().get(0).credentials()).contains(new HttpSettings.Credentials("walter", "secret"));
        assertThat(http().servers().get("corp").credentials()).contains(new HttpSettings.Credentials("anna", "hidden"));
        assertThat(settings.getServers().get(0).getPassword()).isEqualTo("{hidden}");
    }

    @Test
    void aDecrypterThatFailsLeavesTheSettingsAsTheyAre() {
        proxy("on.example.org", true);
        server("corp", "anna", "plain");
        HttpSettings http = MavenSettings.http(
                settings,
                request -> {
                    throw new IllegalStateException("no settings-security.xml");
                },
                new SystemStreamLog());
        assertThat(http.proxies()).hasSize(1);
        assertThat(http.servers().get("corp").credentials()).contains(new HttpSettings.Credentials("anna", "plain"));
    }

    @Test
    void aServerWithoutAUserHasNoCredentials() {
        server("key-only", null, null);
        server("no-password", "anna", null);
        assertThat(http().servers().get("key-only").credentials()).isEmpty();
        assertThat(http().servers().get("no-password").credentials())
                .contains(new HttpSettings.Credentials("anna", ""));
    }

    @Test
    void headersOfAServerAreReadAndInvalidOnesLeftOut() throws Exception {
        server("gitlab", null, null);
        settings.getServers()
                .get(0)
                .setConfiguration(Xpp3DomBuilder.build(new StringReader("<configuration><httpHeaders>"
                        + "<property><name>Job-Token</name><value>s3cret</value></property>"
                        + "<property><name>Bad Name</name><value>x</value></property>"
                        + "<property><name>Bad-Value</name><value>x&#10;Host: other</value></property>"
                        + "<property><name>No-Value</name></property>"
                        + "</httpHeaders></configuration>")));
        HttpSettings.Server server = http().servers().get("gitlab");
        assertThat(server.headers()).containsExactly(Map.entry("Job-Token", "s3cret"));
        assertThat(server).asString().doesNotContain("s3cret");
    }

    @Test
    void emptySettingsAreTheStandard() {
        assertThat(http()).isEqualTo(HttpSettings.DEFAULT);
    }
}
