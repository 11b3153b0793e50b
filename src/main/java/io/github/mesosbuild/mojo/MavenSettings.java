package io.github.mesosbuild.mojo;

import io.github.mesosbuild.fetch.HttpSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Reads proxies and credentials from Maven's settings, with decrypted passwords. */
final class MavenSettings {
    private MavenSettings() {}

    static HttpSettings http(Settings settings, SettingsDecrypter decrypter, Log log) {
        Optional<SettingsDecryptionResult> decrypted = MavenService.ask(
                log, "settings decrypter", () -> decrypter.decrypt(new DefaultSettingsDecryptionRequest(settings)));
        List<HttpSettings.ProxyServer> proxies = new ArrayList<>();
        for (Proxy proxy : decrypted.map(SettingsDecryptionResult::getProxies).orElseGet(settings::getProxies)) {
            if (proxy.isActive()) {
                proxies.add(new HttpSettings.ProxyServer(
                        proxy.getProtocol(),
                        proxy.getHost(),
                        proxy.getPort(),
                        credentials(proxy.getUsername(), proxy.getPassword()),
                        proxy.getNonProxyHosts() == null ? "" : proxy.getNonProxyHosts()));
            }
        }
        Map<String, HttpSettings.Credentials> servers = new HashMap<>();
        for (Server server : decrypted.map(SettingsDecryptionResult::getServers).orElseGet(settings::getServers)) {
            credentials(server.getUsername(), server.getPassword())
                    .ifPresent(credentials -> servers.put(server.getId(), credentials));
        }
        HttpSettings standard = HttpSettings.DEFAULT;
        return new HttpSettings(
                proxies, servers, standard.userAgent(), standard.connectTimeout(), standard.readTimeout());
    }

    private static Optional<HttpSettings.Credentials> credentials(String user, String password) {
        return user == null
                ? Optional.empty()
                : Optional.of(new HttpSettings.Credentials(user, password == null ? "" : password));
    }
}
