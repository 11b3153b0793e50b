package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.text.Printable;
import io.github.mesosbuild.text.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class SafeLogTest {
    private final Redactor redactor = redactor();

    private static Redactor redactor() {
        Settings settings = new Settings();
        Server server = new Server();
        server.setPassword("of the server");
        server.setPassphrase("of the key");
        Xpp3Dom value = new Xpp3Dom("value");
        value.setValue("Token of-the-header");
        Xpp3Dom property = new Xpp3Dom("property");
        property.addChild(value);
        Xpp3Dom headers = new Xpp3Dom("httpHeaders");
        headers.addChild(property);
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(headers);
        server.setConfiguration(configuration);
        settings.addServer(server);
        Proxy proxy = new Proxy();
        proxy.setPassword("of the proxy");
        settings.addProxy(proxy);
        Properties user = new Properties();
        user.setProperty("mesos.environment.API_PASSWORD", "of the build");
        return KnownSecrets.of(Map.of("DEPLOY_KEY", "of the shell", "HOME", "/home/me"), user, settings);
    }

    @Test
    void everyLineIsRedactedAndPrintable() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            SafeLog log = new SafeLog(new SystemStreamLog(), redactor, new Printable(StandardCharsets.US_ASCII));
            log.info("a: of the server, of the key, of the proxy, of the build, of the shell, of-the-header, /home/me");
            log.warn("b: http://me:hunter2@h/ \u001b[31m");
            log.info(new IOException("c: http://me:hunter2@h/", new IOException("of the server")));
        } finally {
            System.setOut(out);
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("a: ***, ***, ***, ***, ***, ***, /home/me", "b: http://me:***@h/ \\u{1b}[31m")
                .contains("java.io.IOException: c: http://me:***@h/", "java.io.IOException: ***")
                .doesNotContain("hunter2", "of the server");
    }

    @Test
    void aFailureIsRedactedWithItsCauses() {
        IOException deepest = new IOException("of the proxy");
        deepest.addSuppressed(new IOException("http://me:hunter2@h/"));
        MojoFailureException failure = SafeFailures.of(
                new MojoFailureException("Cannot get it.", new IllegalStateException("harmless", deepest)), redactor);
        assertThat(trace(failure))
                .contains("Cannot get it.", "java.lang.IllegalStateException: harmless", "***", "SafeLogTest")
                .doesNotContain("of the proxy", "hunter2");
        assertThat(trace(SafeFailures.of(new MojoExecutionException("--token hunter2", deepest), redactor)))
                .contains("--token ***")
                .doesNotContain("hunter2");
    }

    @Test
    void aHarmlessFailureStaysTheSame() {
        MojoFailureException failure = new MojoFailureException("Cannot get it.", new IOException("no"));
        assertThat(SafeFailures.of(failure, redactor)).isSameAs(failure);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
