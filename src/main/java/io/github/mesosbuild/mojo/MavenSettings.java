package io.github.mesosbuild.mojo;

import io.github.mesosbuild.fetch.HttpSettings;
import io.github.mesosbuild.text.VisibleText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.codehaus.plexus.util.xml.Xpp3Dom;

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
        Map<String, HttpSettings.Server> servers = new HashMap<>();
        for (Server server : decrypted.map(SettingsDecryptionResult::getServers).orElseGet(settings::getServers)) {
            servers.put(
                    server.getId(),
                    new HttpSettings.Server(
                            credentials(server.getUsername(), server.getPassword()), headers(server, log)));
        }
        HttpSettings standard = HttpSettings.DEFAULT;
        return new HttpSettings(
                proxies, servers, standard.userAgent(), standard.connectTimeout(), standard.readTimeout());
    }

    /** Returns the passphrase of a server, or else its password; empty if there is no such server, or it has neither. */
    static Optional<char[]> passphrase(Settings settings, SettingsDecrypter decrypter, Log log, String id) {
        List<Server> servers = MavenService.ask(
                        log,
                        "settings decrypter",
                        () -> decrypter.decrypt(new DefaultSettingsDecryptionRequest(settings)))
                .map(SettingsDecryptionResult::getServers)
                .orElseGet(settings::getServers);
        return servers.stream()
                .filter(server -> id.equals(server.getId()))
                .map(server -> server.getPassphrase() == null ? server.getPassword() : server.getPassphrase())
                .filter(secret -> secret != null && !secret.isEmpty())
                .map(String::toCharArray)
                .findFirst();
    }

    /** Returns the elements {@code <property>} in {@code <httpHeaders>} of a server. */
    static List<Xpp3Dom> headerProperties(Server server) {
        Xpp3Dom headers = server.getConfiguration() instanceof Xpp3Dom all ? all.getChild("httpHeaders") : null;
        return headers == null ? List.of() : List.of(headers.getChildren("property"));
    }

    /**
     * Reads {@code <httpHeaders>} of a server, as Maven's own transports do
     * (maven.apache.org/guides/mini/guide-http-settings.html).
     */
    private static Map<String, String> headers(Server server, Log log) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Xpp3Dom property : headerProperties(server)) {
            String name = text(property, "name");
            String value = text(property, "value");
            if (HttpSettings.isHeader(name, value)) {
                headers.put(name, value);
            } else {
                log.warn("The <server> " + VisibleText.of(String.valueOf(server.getId()))
                        + " in settings.xml has an invalid HTTP" + " header '" + VisibleText.of(name)
                        + "'. It is not sent.");
            }
        }
        return headers;
    }

    private static String text(Xpp3Dom property, String name) {
        Xpp3Dom child = property.getChild(name);
        return child == null || child.getValue() == null ? "" : child.getValue().strip();
    }

    private static Optional<HttpSettings.Credentials> credentials(String user, String password) {
        return user == null
                ? Optional.empty()
                : Optional.of(new HttpSettings.Credentials(user, password == null ? "" : password));
    }
}
