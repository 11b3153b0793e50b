package io.github.mesosbuild.mojo;

import static io.github.mesosbuild.mojo.ResolverWorld.ARCHIVE;
import static io.github.mesosbuild.mojo.ResolverWorld.BUNDLE;
import static io.github.mesosbuild.mojo.ResolverWorld.LIST;
import static io.github.mesosbuild.mojo.ResolverWorld.login;
import static io.github.mesosbuild.mojo.ResolverWorld.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.bundle.MavenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ResolutionErrorPolicy;
import org.eclipse.aether.resolution.ResolutionErrorPolicyRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MavenBundlesTest {
    @TempDir
    private Path directory;

    private ResolverWorld world;
    private MavenRepositoryServer server;
    private String team;

    @BeforeEach
    void start() throws IOException {
        world = new ResolverWorld(directory.resolve("local"));
        server = new MavenRepositoryServer();
        team = "team::" + server.url();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasDeployedIsFound() throws Exception {
        Path archive = Files.write(directory.resolve("archive"), new byte[] {1, 2, 3});
        Path signature = Files.writeString(directory.resolve("signature"), "signed");
        Path description = Files.writeString(directory.resolve("description"), "{}");
        Map<MavenFile, Path> files = new LinkedHashMap<>();
        files.put(BUNDLE.archive(), archive);
        files.put(BUNDLE.signature(), signature);
        files.put(BUNDLE.description(), description);
        String url = directory.resolve("remote").toUri().toString();

        world.target(world.session(), "team::" + url).deploy(files);

        MavenBundles bundles = world.bundles(url);
        assertThat(bundles.versions("org.example.bundles", BUNDLE.offers()))
                .containsExactly("linux-x86_64-glibc2.36-8b3129a4733a");
        assertThat(bundles.find(BUNDLE.description()))
                .get()
                .satisfies(f -> assertThat(f).hasContent("{}"));
        assertThat(bundles.find(BUNDLE.archive()))
                .get()
                .satisfies(f -> assertThat(f).hasSameBinaryContentAs(archive).startsWith(directory.resolve("local")));
        assertThat(bundles.find(BUNDLE.signature()))
                .get()
                .satisfies(f -> assertThat(f).hasContent("signed"));
        assertThat(bundles.find(BUNDLE.bom())).isEmpty();
        assertThat(bundles.problems()).isEmpty();
    }

    /** Maven records misses and failures in the local repository, and believes them for a day or for ever. */
    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void whatMavenRemembersOfARepositoryIsAskedAgain(int status) throws Exception {
        server.fault = MavenRepositoryServer.status(status);
        DefaultRepositorySystemSession maven = world.session();
        maven.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_NEVER);
        maven.setResolutionErrorPolicy(remembering());
        RemoteRepository asked =
                RepositoryAddress.parse("mesos.bundles", team, List.of()).raw();
        for (MavenFile file : List.of(BUNDLE.archive(), BUNDLE.bom())) {
            assertThatThrownBy(() -> world.system.resolveArtifact(
                    maven, new ArtifactRequest(RepositorySession.artifact(file), List.of(asked), "")));
        }
        try (var left = Files.walk(directory.resolve("local"))) {
            assertThat(left).anyMatch(file -> file.toString().endsWith(".lastUpdated"));
        }
        server.fault = exchange -> false;
        server.put(ARCHIVE, "content");

        assertThat(world.bundles(maven, team).find(BUNDLE.archive())).isPresent();
        assertThat(world.bundles(maven, team).find(BUNDLE.bom())).isEmpty();
        maven.setOffline(true);
        assertThat(world.bundles(maven, team).find(BUNDLE.bom())).isEmpty();
    }

    private static ResolutionErrorPolicy remembering() {
        return new ResolutionErrorPolicy() {
            @Override
            public int getArtifactPolicy(
                    RepositorySystemSession session, ResolutionErrorPolicyRequest<Artifact> request) {
                return CACHE_ALL;
            }

            @Override
            public int getMetadataPolicy(
                    RepositorySystemSession session, ResolutionErrorPolicyRequest<Metadata> request) {
                return CACHE_ALL;
            }
        };
    }

    @Test
    void aTransferFailureIsFollowedByAHitOrAMiss() throws Exception {
        MavenBundles bundles = world.bundles(team);
        server.fault = MavenRepositoryServer.status(500);
        assertThatThrownBy(() -> bundles.find(BUNDLE.archive()))
                .hasMessage("Cannot download " + BUNDLE.archive() + " from team (" + server.url()
                        + "): the server answered with status 500.");
        assertThatThrownBy(() -> bundles.find(BUNDLE.bom())).hasMessageContaining("500");
        server.fault = exchange -> false;
        server.put(ARCHIVE, "content");
        assertThat(bundles.find(BUNDLE.archive())).isPresent();
        assertThat(bundles.find(BUNDLE.bom())).isEmpty();
    }

    @Test
    void aFoundFileIsNotDownloadedAgain() throws Exception {
        server.put(ARCHIVE, "content");
        Path first = world.bundles(team).find(BUNDLE.archive()).orElseThrow();
        server.requests.clear();
        assertThat(world.bundles(team).find(BUNDLE.archive())).contains(first);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void offlineFindsWhatCameFromARepositoryWithTheSameId() throws Exception {
        server.put(ARCHIVE, "content");
        server.put(LIST, metadata("one"));
        world.bundles(team).find(BUNDLE.archive());
        world.bundles(team).versions("org.example.bundles", BUNDLE.offers());
        server.close();
        DefaultRepositorySystemSession offline = world.session();
        offline.setOffline(true);
        assertThat(world.bundles(offline, team).names())
                .containsExactly("the local repository, because Maven is offline");
        assertThat(world.bundles(offline, team).find(BUNDLE.archive())).isPresent();
        assertThat(world.bundles(offline, team).versions("org.example.bundles", BUNDLE.offers()))
                .containsExactly("one");
        assertThat(world.bundles(offline, team).find(BUNDLE.bom())).isEmpty();
        assertThat(world.bundles(offline, "other::" + server.url()).find(BUNDLE.archive()))
                .isEmpty();
        assertThat(world.bundles(offline, "other::" + server.url()).versions("org.example.bundles", BUNDLE.offers()))
                .isEmpty();
    }

    /** A URL alone gets the same ID each time, so that what came from there is found offline. */
    @Test
    void offlineFindsWhatCameFromAUrl() throws Exception {
        server.put(ARCHIVE, "content");
        world.bundles(server.url() + "/").find(BUNDLE.archive());
        DefaultRepositorySystemSession offline = world.session();
        offline.setOffline(true);
        assertThat(world.bundles(offline, server.url()).find(BUNDLE.archive())).isPresent();
    }

    @Test
    void versionsAreAskedEachTime() throws Exception {
        server.put(LIST, metadata("linux-x86_64-glibc2.36-8b3129a4733a"));
        MavenBundles bundles = world.bundles(team);
        assertThat(bundles.versions("org.example.bundles", BUNDLE.offers()))
                .containsExactly("linux-x86_64-glibc2.36-8b3129a4733a");
        server.put(LIST, metadata("linux-x86_64-glibc2.36-8b3129a4733a", "linux-aarch64-musl1.2-0123456789ab"));
        assertThat(bundles.versions("org.example.bundles", BUNDLE.offers()))
                .containsExactly("linux-x86_64-glibc2.36-8b3129a4733a", "linux-aarch64-musl1.2-0123456789ab");
        server.files.clear();
        assertThat(bundles.versions("org.example.bundles", BUNDLE.offers())).isEmpty();
    }

    @Test
    void versionsThatAreNoNamesAreLeftOut() throws Exception {
        server.put(LIST, metadata("../../x", "good", "", "a b", "x".repeat(300), "LATEST", "&#x202e;x"));
        assertThat(world.bundles(team).versions("org.example.bundles", BUNDLE.offers()))
                .containsExactly("good");
    }

    @Test
    void theFirstThatHasItWinsAndTheListsAreJoined() throws Exception {
        try (MavenRepositoryServer second = new MavenRepositoryServer()) {
            server.put(ARCHIVE, "first");
            second.put(ARCHIVE, "second");
            second.put(LIST, metadata("two"));
            server.put(LIST, metadata("one"));
            MavenBundles bundles = world.bundles(team, "other::" + second.url());
            assertThat(bundles.find(BUNDLE.archive()))
                    .get()
                    .satisfies(f -> assertThat(f).hasContent("first"));
            assertThat(bundles.versions("org.example.bundles", BUNDLE.offers()))
                    .containsExactlyInAnyOrder("one", "two");
            assertThat(bundles.names()).containsExactly("team (" + server.url() + ")", "other (" + second.url() + ")");
            assertThat(second.requests).noneMatch(request -> request.contains(".tar.gz"));
        }
    }

    @Test
    void aRepositoryThatDoesNotAnswerHidesNoOther() throws Exception {
        String dead = "http://127.0.0.1:1";
        server.put(ARCHIVE, "content");
        server.put(LIST, metadata("one"));
        MavenBundles bundles = world.bundles("dead::" + dead, team);
        assertThat(bundles.find(BUNDLE.archive())).isPresent();
        String sentence =
                "Cannot download " + BUNDLE.archive() + " from dead (http://127.0.0.1:1): connection refused.";
        assertThat(bundles.problems()).containsExactly(sentence);
        assertThat(bundles.versions("org.example.bundles", BUNDLE.offers())).containsExactly("one");
        assertThatThrownBy(() -> bundles.find(BUNDLE.bom()))
                .isInstanceOf(IOException.class)
                .hasMessage(sentence);
    }

    @Test
    void aMirrorIsAskedInstead() throws Exception {
        DefaultRepositorySystemSession session = world.session();
        session.setMirrorSelector(repository -> new RemoteRepository.Builder("company", "default", server.url())
                .setRepositoryManager(true)
                .setMirroredRepositories(List.of(repository))
                .build());
        server.put(ARCHIVE, "content");
        MavenBundles bundles = world.bundles(session, "team::https://example.invalid/maven");
        assertThat(bundles.find(BUNDLE.archive())).isPresent();
        assertThat(bundles.names()).containsExactly("company (" + server.url() + ", the mirror of team)");
        session.setOffline(true);
        assertThat(world.bundles(session, "team::https://example.invalid/maven").find(BUNDLE.archive()))
                .isPresent();
    }

    @Test
    void credentialsOfTheServerAreSentAndNotToAnotherServer() throws Exception {
        try (MavenRepositoryServer elsewhere = new MavenRepositoryServer()) {
            elsewhere.put(ARCHIVE, "content");
            DefaultRepositorySystemSession session = world.session();
            session.setAuthenticationSelector(repository ->
                    repository.getId().equals("team") ? login("somebody", "correct horse battery") : null);
            server.fault = exchange -> {
                if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                    return MavenRepositoryServer.status(401).answer(exchange);
                }
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                elsewhere.url() + exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(302, -1);
                return true;
            };
            assertThat(world.bundles(session, team).find(BUNDLE.archive())).isPresent();
            assertThat(server.credentials).isNotEmpty();
            assertThat(elsewhere.requests).isNotEmpty();
            assertThat(elsewhere.credentials).isEmpty();
        }
    }
}
