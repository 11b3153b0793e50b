package io.github.mesosbuild.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    @ParameterizedTest
    @CsvFileSource(resources = "secrets.txt", delimiterString = " => ", quoteCharacter = '\0')
    void removesEveryShape(String text, String shown) {
        String line = text.replace("\\n", "\n");
        assertThat(Redactor.text(line)).isEqualTo(shown.replace("\\n", "\n")).doesNotContain("hunter2");
        assertThat(Redactor.text(Redactor.text(line))).as("again").isEqualTo(Redactor.text(line));
        assertThat(Redactor.text("Cannot do it: " + line + " (see the log).")).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://archive.example.org/dist/mesos/0.24.0/mesos-0.24.0.tar.gz",
                "https://example.org/closer.lua?action=download&filename=mesos/0.24.0/mesos-0.24.0.tar.gz",
                "https://registry.example.org:8080/@scope/pkg",
                "zk://10.0.0.1:2181,10.0.0.2:2181/mesos",
                "make[1]: *** [Makefile:2: all] Error 1",
                "a.cc:12:5: error: expected ';' before '}' token",
                "char *token = strtok(line, separator);",
                "# PASS: 12",
                "mesos.keys=/home/me/KEYS",
                "mesos.acceptWeakSignatures=true",
                "--credentials=/etc/mesos/credentials",
                "GOOGLE_APPLICATION_CREDENTIALS=/home/me/key.json",
                "git@example.org:org/repository.git",
                "sudo: a password is required",
                "API_PASSWORD=\"$API_PASSWORD\"",
                "CXXFLAGS='-O2 -g'",
                "Add a <server> with the credentials to your settings.xml, and use its id:",
                "https_proxy=http://proxy.example.org:3128",
                "image:tag@sha256:0123456789abcdef",
                "The signature matches, but SHA-1 is weak; accepted because a pinned digest matches too.",
                "the digest SHA-256 of the release; a bearer certificate; basic support"
            })
    void keepsWhatIsNotSecret(String text) {
        assertThat(Redactor.text(text)).isEqualTo(text);
    }

    @Test
    void removesTheUserOfAUrl() {
        assertThat(Redactor.withoutUserInfo(URI.create("https://me:hunter2@example.org:8443/a%20b?x=hunter2#frag")))
                .isEqualTo("https://example.org:8443/a%20b?x=***#frag");
        assertThat(Redactor.withoutUserInfo(URI.create("https://me:hunter2@my_host/a")))
                .isEqualTo("https://my_host/a");
        assertThat(Redactor.withoutUserInfo(URI.create("https://TOKEN@example.org/a")))
                .isEqualTo("https://example.org/a");
    }

    @Test
    void removesEveryUserOfAProxy() {
        assertThat(Redactor.text("http_proxy=http://abc@h")).isEqualTo("http_proxy=http://***@h");
        assertThat(Redactor.text("see http://git@h/")).isEqualTo("see http://git@h/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a-", "a.", "a:", "a=", "://", "a://b:c", "@", "\"", "'", "\\", " ", "token=", "-u ", "basic a",
                "?a=", "x\n", "KEY ", "a:b@"
            })
    @Timeout(20)
    void takesTimeInProportionToTheLength(String part) {
        assertThat(Redactor.text(part.repeat(400_000 / part.length()))).isNotNull();
    }

    @Test
    void removesTheWordsOfACommandLine() {
        assertThat(Redactor.words(List.of(
                        "make",
                        "-j2",
                        "REPO_PASSWORD=two words; more",
                        "--token",
                        "hunter2",
                        "--url=http://u:p@h/",
                        "all")))
                .containsExactly("make", "-j2", "REPO_PASSWORD=***", "--token", "***", "--url=http://u:***@h/", "all");
    }

    @Test
    void removesKnownValuesWhereverAToolRepeatsThem() {
        Redactor redactor = Redactor.knowing(
                Map.of("DEPLOY_KEY", "swordfish&co", "HOME", "/home/me", "USE_TOKEN", "true"),
                List.of("correct horse"));
        assertThat(redactor.redact("curl: cannot use swordfish&co or swordfish%26co in /home/me, true: correct horse"))
                .isEqualTo("curl: cannot use *** or *** in /home/me, true: ***");
    }

    @Test
    void recognizesSecretVariables() {
        assertThat(Redactor.isSecret("DEPLOY_KEY", "x")).isTrue();
        assertThat(Redactor.isSecret("API_PASSWORD", "two words")).isTrue();
        assertThat(Redactor.isSecret("SCCACHE_AZURE_CONNECTION_STRING", "a=b")).isTrue();
        assertThat(Redactor.isSecret("https_proxy", "http://TOKEN@h")).isTrue();
        assertThat(Redactor.isSecret("http_proxy", "me:hunter2@proxy:3128")).isTrue();
        assertThat(Redactor.isSecret("http_proxy", "http://proxy:3128")).isFalse();
        assertThat(Redactor.isSecret("PATH", "/usr/bin:/bin")).isFalse();
        assertThat(Redactor.isSecret("CXXFLAGS", "-DKEY=1")).isFalse();
    }

    @Test
    void keepsCommandsThatOnlySoundLikeSecrets() {
        String command = "gpg --armor --export-secret-keys 2FA3CA78D7A20235";
        assertThat(Redactor.text(command)).isEqualTo(command);
        assertThat(Redactor.text("run --export-secret-key 2FA3CA78D7A20235")).doesNotContain("2FA3CA78D7A20235");
        assertThat(Redactor.isSecret("EXPORT_SECRET_KEYS", "2FA3CA78D7A20235")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No usable OpenPGP public key in /home/jane/team-secret.asc: block 1 of team-secret.asc is not a public key",
                "Cannot read secret-key.asc: permission denied",
                "/etc/app/password: No such file or directory"
            })
    void keepsMessagesAboutFilesOfSecrets(String message) {
        assertThat(Redactor.text(message)).isEqualTo(message);
    }

    @Test
    void keepsTheNameOfAKey() {
        assertThat(Redactor.knowing(Map.of("mesos.bundle.gpgKey", "nobody@example.com"), List.of())
                        .redact("gpg has no secret key 'nobody@example.com'"))
                .isEqualTo("gpg has no secret key 'nobody@example.com'");
        assertThat(Redactor.isSecret("MAVEN_GPG_KEY", "x")).isTrue();
    }

    /** Every sentence of the plugin reaches the console as it is. */
    @Test
    void keepsTheMessagesOfThePlugin() throws Exception {
        List<String> changed = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/mesosbuild/text/"))
                    .toList()) {
                Matcher literal = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"")
                        .matcher(Files.readString(source).replaceAll("\"\\s*\\+\\s*\"", ""));
                while (literal.find()) {
                    String text = literal.group(1);
                    if (text.contains(" ") && !Redactor.text(text).equals(text)) {
                        changed.add(source.getFileName() + ": " + text + " -> " + Redactor.text(text));
                    }
                }
            }
        }
        assertThat(changed).isEmpty();
    }
}
