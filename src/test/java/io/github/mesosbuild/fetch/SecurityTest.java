package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.fetch.FetchException.Kind;
import io.github.mesosbuild.fetch.HttpSettings.Credentials;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityTest {
    private static final byte[] CONTENT = FetchWorld.archive(1, 100_000);
    private static final Behaviour GOOD = FaultServer.file(CONTENT, "\"one\"");
    private static final String BASIC = "Basic bWU6c2VjcmV0";

    @TempDir
    Path directory;

    @Test
    void credentialsAreSentToTheMirrorButNotAfterARedirectToAnotherHost() throws Exception {
        FetchWorld world = world(Map.of("mirror", new Credentials("me", "secret")), List.of());
        try (FaultServer other = new FaultServer(false, GOOD);
                FaultServer mirror = new FaultServer(
                        false,
                        (asked, answer) -> answer.status(
                                "302 Found", "Location: " + other.url().resolve(asked.path())))) {
            world.fetch(FetchWorld.withCompanions(
                    FetchWorld.request(FetchWorld.pin(CONTENT), source(mirror.url(), "mirror")), ".asc"));

            assertThat(mirror.allRequests())
                    .hasSize(2)
                    .allSatisfy(asked -> assertThat(asked.headers()).containsEntry("authorization", BASIC));
            assertThat(other.allRequests())
                    .hasSize(2)
                    .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void serverWithAnUntrustedCertificateIsRefused() throws Exception {
        try (FaultServer stranger = new FaultServer(true, GOOD)) {
            ArchiveCache cache = new ArchiveCache(directory);
            Fetcher fetcher = new Fetcher(
                    HttpSettings.DEFAULT,
                    new FetchWorld(directory),
                    Clock.systemUTC(),
                    Sleeper.REAL,
                    new Random(1),
                    FetchListener.NONE);
            FetchException failure = catchThrowableOfType(
                    FetchException.class,
                    () -> fetcher.fetch(
                            FetchWorld.request(FetchWorld.pin(CONTENT), stranger.url()), cache, archive -> archive));
            assertThat(failure.kind()).isEqualTo(Kind.TLS);
            assertThat(stranger.requests()).isEmpty();
        }
    }

    @Test
    void credentialsAreSentAfterARedirectOnTheSameHost() throws Exception {
        FetchWorld world = world(Map.of("mirror", new Credentials("me", "secret")), List.of());
        try (FaultServer mirror = new FaultServer(false, (asked, answer) -> {
            if (asked.path().startsWith("/moved")) {
                GOOD.answer(asked, answer);
            } else {
                answer.status("301 Moved", "Location: /moved.tar.gz");
            }
        })) {
            world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), source(mirror.url(), "mirror")));

            assertThat(mirror.requests())
                    .hasSize(2)
                    .allSatisfy(asked -> assertThat(asked.headers()).containsEntry("authorization", BASIC));
        }
    }

    @Test
    void headersOfAServerAreSentToItAlone() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        world.settings = new HttpSettings(
                List.of(),
                Map.of("gitlab", new HttpSettings.Server(Optional.empty(), Map.of("Job-Token", "s3cret"))),
                "mesos-maven-plugin",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
        try (FaultServer other = new FaultServer(false, GOOD);
                FaultServer first = new FaultServer(false, (asked, answer) -> answer.status("404 Not Found"));
                FaultServer gitlab = new FaultServer(
                        false,
                        (asked, answer) -> answer.status(
                                "302 Found", "Location: " + other.url().resolve(asked.path())))) {
            List<Source> sources = new ArrayList<>(source(first.url(), "none"));
            sources.addAll(source(gitlab.url(), "gitlab"));
            world.fetch(FetchWorld.withCompanions(FetchWorld.request(FetchWorld.pin(CONTENT), sources), ".asc"));

            assertThat(gitlab.allRequests())
                    .hasSize(2)
                    .allSatisfy(asked -> assertThat(asked.headers()).containsEntry("job-token", "s3cret"));
            assertThat(other.allRequests())
                    .hasSize(2)
                    .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("job-token"));
            assertThat(first.allRequests())
                    .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("job-token"));
            assertThat(world.unknownServers).containsExactly("none");
        }
    }

    @Test
    void credentialsOfAnotherServerAreNotSent() throws Exception {
        FetchWorld world = world(Map.of("other", new Credentials("me", "secret")), List.of());
        try (FaultServer mirror = new FaultServer(false, GOOD)) {
            world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), source(mirror.url(), "mirror")));

            assertThat(mirror.requests().get(0).headers()).doesNotContainKey("authorization");
        }
    }

    @Test
    void plainHttpIsNotContactedWithoutAStrongPin() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        List<Pin> weak = List.of(new Pin(FetchWorld.digest(Digest.Algorithm.MD5, CONTENT), "the test"));
        try (FaultServer server = new FaultServer(false, GOOD)) {
            FetchException none = world.failure(FetchWorld.request(List.of(), server.url()));
            FetchException md5 = world.failure(FetchWorld.request(weak, server.url()));

            assertThat(none.kind()).isEqualTo(Kind.INSECURE);
            assertThat(none)
                    .hasMessage(
                            server.url()
                                    + " uses plain HTTP, where anyone can change the archive, and no SHA-256 or SHA-512 is pinned");
            assertThat(md5.kind()).isEqualTo(Kind.INSECURE);
            assertThat(server.allRequests()).isEmpty();
        }
    }

    @Test
    void redirectFromHttpsToHttpIsRefusedEvenWithAPin() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer plain = new FaultServer(false, GOOD);
                FaultServer server = new FaultServer(
                        true, (asked, answer) -> answer.status("302 Found", "Location: " + plain.url()))) {
            FetchException failure = world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));

            assertThat(failure.kind()).isEqualTo(Kind.INSECURE);
            assertThat(failure).hasMessage(server.url() + " redirected from HTTPS to plain HTTP: " + plain.url());
            assertThat(plain.allRequests()).isEmpty();
        }
    }

    @Test
    void redirectsAreLimited() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(
                false, (asked, answer) -> answer.status("302 Found", "Location: " + asked.path() + "x"))) {
            FetchException failure = world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));

            assertThat(failure.kind()).isEqualTo(Kind.REDIRECT);
            assertThat(server.requests()).hasSize(11);
        }
    }

    @Test
    void redirectToAnUnsupportedUrlIsReported() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server =
                new FaultServer(false, (asked, answer) -> answer.status("302 Found", "Location: file:///etc/passwd"))) {
            FetchException failure = world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));

            assertThat(failure.kind()).isEqualTo(Kind.REDIRECT);
            assertThat(failure).hasMessage(server.url() + " redirected to the unsupported URL 'file:///etc/passwd'");
        }
    }

    @Test
    void proxyGetsItsPasswordWhenItRequiresOne() throws Exception {
        try (FaultServer proxy = new FaultServer(false, (asked, answer) -> {
            if (asked.headers().containsKey("proxy-authorization")) {
                GOOD.answer(asked, answer);
            } else {
                answer.status("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"");
            }
        })) {
            FetchWorld world = world(Map.of(), List.of(proxy(proxy, Optional.of(new Credentials("me", "secret")), "")));

            world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), URI.create("http://mirror.invalid/a.tar.gz")));

            assertThat(proxy.requests()).hasSize(2);
            assertThat(proxy.requests().get(1).path()).isEqualTo("http://mirror.invalid/a.tar.gz");
            assertThat(proxy.requests().get(1).headers()).containsEntry("proxy-authorization", BASIC);
        }
    }

    @Test
    void proxyThatRequiresAPasswordIsReported() throws Exception {
        try (FaultServer proxy = new FaultServer(
                false,
                (asked, answer) ->
                        answer.status("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\""))) {
            FetchWorld world = world(Map.of(), List.of(proxy(proxy, Optional.empty(), "")));
            for (String url : List.of("http://mirror.invalid/a.tar.gz", "https://mirror.invalid/a.tar.gz")) {
                FetchException failure = world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), URI.create(url)));

                assertThat(failure.kind()).as(url).isEqualTo(Kind.REFUSED);
                assertThat(failure)
                        .hasMessageStartingWith(
                                "The proxy 127.0.0.1:" + proxy.url().getPort() + " refused ")
                        .hasMessageEndingWith(": 407 Proxy Authentication Required");
                assertThat(failure.status()).hasValue(407);
            }
        }
    }

    @Test
    void exemptHostsAreContactedDirectly() throws Exception {
        try (FaultServer proxy = new FaultServer(false, (asked, answer) -> answer.status("500 Request"));
                FaultServer server = new FaultServer(false, GOOD)) {
            FetchWorld world = world(Map.of(), List.of(proxy(proxy, Optional.empty(), "*.example.org|127.0.*")));

            world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));

            assertThat(proxy.allRequests()).isEmpty();
        }
    }

    @Test
    void nonProxyHostsAreMatchedLikeByMaven() {
        HttpSettings.ProxyServer proxy = new HttpSettings.ProxyServer(
                "http", "proxy", 8080, Optional.empty(), "localhost|*.example.org|10.*|a.*.b");
        assertThat(proxy.serves("localhost")).isFalse();
        assertThat(proxy.serves("WWW.Example.org")).isFalse();
        assertThat(proxy.serves("10.1.2.3")).isFalse();
        assertThat(proxy.serves("a.x.b")).isFalse();
        assertThat(proxy.serves("example.org")).isTrue();
        assertThat(proxy.serves("wwwxexample.org")).isTrue();
        assertThat(proxy.serves("110.1.2.3")).isTrue();
    }

    @Test
    void httpsFallsBackToTheHttpProxyButNotViceVersa() {
        HttpSettings.ProxyServer http = new HttpSettings.ProxyServer("http", "one", 1, Optional.empty(), "");
        HttpSettings.ProxyServer https = new HttpSettings.ProxyServer("https", "two", 2, Optional.empty(), "");
        assertThat(settings(Map.of(), List.of(http)).proxyFor(URI.create("https://x.org/")))
                .contains(http);
        assertThat(settings(Map.of(), List.of(http, https)).proxyFor(URI.create("https://x.org/")))
                .contains(https);
        assertThat(settings(Map.of(), List.of(https)).proxyFor(URI.create("http://x.org/")))
                .isEmpty();
    }

    @Test
    void passwordsAreNotShown() {
        assertThat(settings(Map.of("m", new Credentials("me", "secret")), List.of())
                        .toString())
                .doesNotContain("secret");
        assertThat(source(URI.create("https://me:secret@x.org/a.tar.gz"), "m").get(0))
                .hasToString("https://x.org/a.tar.gz");
    }

    private FetchWorld world(Map<String, Credentials> credentials, List<HttpSettings.ProxyServer> proxies) {
        FetchWorld world = new FetchWorld(directory);
        world.settings = settings(credentials, proxies);
        return world;
    }

    private static HttpSettings settings(Map<String, Credentials> credentials, List<HttpSettings.ProxyServer> proxies) {
        Map<String, HttpSettings.Server> servers = new TreeMap<>();
        credentials.forEach((id, known) -> servers.put(id, new HttpSettings.Server(Optional.of(known), Map.of())));
        return new HttpSettings(proxies, servers, "mesos-maven-plugin", Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    private static HttpSettings.ProxyServer proxy(
            FaultServer server, Optional<Credentials> credentials, String nonProxyHosts) {
        return new HttpSettings.ProxyServer("http", "127.0.0.1", server.url().getPort(), credentials, nonProxyHosts);
    }

    private static List<Source> source(URI url, String id) {
        return List.of(new Source.Remote(url, Optional.of(id)));
    }
}
