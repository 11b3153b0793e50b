package io.github.mesosbuild.mojo;

import io.github.mesosbuild.text.Redactor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The secrets that a run of Maven was given: in its environment, its properties, its settings and the goal's parameters. */
final class KnownSecrets {
    private KnownSecrets() {}

    /** Returns a redactor that knows the secrets of Maven itself. */
    static Redactor of(Map<String, String> environment, Properties user, Settings settings) {
        return Redactor.knowing(variables(environment, user), passwords(settings));
    }

    /** Returns a redactor that also knows those among the goal's parameters. */
    static Redactor of(AbstractMesosMojo mojo, MavenSession session) {
        Map<String, String> variables = variables(System.getenv(), session.getUserProperties());
        for (GoalParameters.Value value : GoalParameters.of(mojo).values()) {
            if (value.entry()) {
                variables.put(value.path(), value.text());
            } else if (value.value() instanceof Collection<?> items) {
                for (Object item : items) {
                    String word = String.valueOf(item);
                    int equals = word.indexOf('=');
                    if (equals > 0) {
                        variables.put(value.path() + "." + word.substring(0, equals), word.substring(equals + 1));
                    }
                }
            }
        }
        return Redactor.knowing(variables, passwords(session.getSettings()));
    }

    private static Map<String, String> variables(Map<String, String> environment, Properties user) {
        Map<String, String> variables = new HashMap<>(environment);
        user.stringPropertyNames().forEach(name -> variables.put(name, user.getProperty(name)));
        return variables;
    }

    private static List<String> passwords(Settings settings) {
        List<String> passwords = new ArrayList<>();
        if (settings != null) {
            Stream.concat(
                            settings.getServers().stream().map(Server::getPassword),
                            Stream.concat(
                                    settings.getServers().stream().map(Server::getPassphrase),
                                    settings.getProxies().stream().map(Proxy::getPassword)))
                    .filter(Objects::nonNull)
                    .forEach(passwords::add);
            settings.getServers().forEach(server -> passwords.addAll(headers(server)));
        }
        return passwords;
    }

    /** Returns the values of a server's HTTP headers, and the words in them: "Token abc" has a scheme before the secret. */
    private static List<String> headers(Server server) {
        List<String> values = new ArrayList<>();
        for (Xpp3Dom property : MavenSettings.headerProperties(server)) {
            Xpp3Dom value = property.getChild("value");
            if (value != null && value.getValue() != null) {
                values.add(value.getValue().strip());
                values.addAll(List.of(value.getValue().strip().split("\\s+")));
            }
        }
        return values;
    }
}
