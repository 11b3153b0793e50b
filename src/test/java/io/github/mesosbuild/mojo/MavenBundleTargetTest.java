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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.DeploymentRepository;
import org.apache.maven.model.DistributionManagement;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

@Timeout(60)
class MavenBundleTargetTest {
    private static final String DESCRIPTION = "org/example/bundles/mesos-0.24.0/linux-x86_64-glibc2.36-8b3129a4733a/"
            + "mesos-0.24.0-linux-x86_64-glibc2.36-8b3129a4733a.json";

    @TempDir
    private Path directory;

    private ResolverWorld world;
    private MavenRepositoryServer server;
    private final Map<MavenFile, Path> files = new LinkedHashMap<>();

    @BeforeEach
    void start() throws IOException {
        world = new ResolverWorld(directory.resolve("local"));
        server = new MavenRepositoryServer();
        files.put(BUNDLE.archive(), Files.writeString(directory.resolve("archive"), "content"));
        files.put(BUNDLE.signature(), Files.writeString(directory.resolve("signature"), "signed"));
        files.put(BUNDLE.provenance(), Files.writeString(directory.resolve("provenance"), "{}"));
        files.put(BUNDLE.description(), Files.writeString(directory.resolve("description"), "{\"a\":1}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void deploy() throws Exception {
        world.target(world.session(), "team::" + server.url()).deploy(files);
    }

    private void deployFails(String sentence) {
        assertThatThrownBy(this::deploy).isInstanceOf(IOException.class).hasMessage(sentence);
    }

    private List<String> uploads() {
        return server.requests.stream()
                .filter(request -> request.startsWith("PUT ") && !request.matches(".*\\.(sha1|md5|sha256|sha512)"))
                .map(request -> request.substring(request.lastIndexOf('/') + 1))
                .toList();
    }

    @Test
    void theDescriptionComesLast() throws Exception {
        deploy();
        assertThat(uploads())
                .containsExactly(
                        "mesos-0.24.0-linux-x86_64-glibc2.36-8b3129a4733a.tar.gz",
                        "mesos-0.24.0-linux-x86_64-glibc2.36-8b3129a4733a.tar.gz.asc",
                        "mesos-0.24.0-linux-x86_64-glibc2.36-8b3129a4733a.intoto.json",
                        "maven-metadata.xml",
                        "mesos-0.24.0-linux-x86_64-glibc2.36-8b3129a4733a.json",
                        "maven-metadata.xml");
        MavenBundles bundles = world.bundles("team::" + server.url());
        assertThat(bundles.versions("org.example.bundles", BUNDLE.offers()))
                .containsExactly(BUNDLE.description().version());
        for (MavenFile file : files.keySet()) {
            assertThat(bundles.find(file)).isPresent();
        }
    }

    /** As Apache httpd with WebDAV answers Wagon, which does not create directories. */
    @Test
    void directoriesOfAWebDavServerAreCreated() throws Exception {
        Set<String> directories = ConcurrentHashMap.newKeySet();
        directories.add("maven");
        server.fault = exchange -> {
            String path = exchange.getRequestURI().getPath().replaceAll("^/|/$", "");
            String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
            if (exchange.getRequestMethod().equals("PUT")) {
                return !directories.contains(parent)
                        && MavenRepositoryServer.status(409).answer(exchange);
            }
            if (!exchange.getRequestMethod().equals("MKCOL")) {
                return false;
            }
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                return MavenRepositoryServer.status(401).answer(exchange);
            }
            int status = directories.contains(path) ? 405 : directories.contains(parent) ? 201 : 409;
            directories.add(status == 201 ? path : parent);
            return MavenRepositoryServer.status(status).answer(exchange);
        };
        DefaultRepositorySystemSession session = world.session();
        session.setConfigProperty("aether.connector.http.supportWebDav", false);
        session.setConfigProperty("aether.transport.http.supportWebDav", false);
        session.setAuthenticationSelector(repository -> login("team", "p\u00e4ssword"));
        world.target(session, "team::" + server.url() + "/maven").deploy(files);
        assertThat(uploads()).endsWith("maven-metadata.xml");
        assertThat(server.requests).contains("MKCOL maven/org/");
    }

    @Test
    void theOtherVersionsStayInTheList() throws Exception {
        server.put(LIST, metadata("another"));
        deploy();
        assertThat(world.bundles("team::" + server.url()).versions("org.example.bundles", BUNDLE.offers()))
                .containsExactlyInAnyOrder("another", BUNDLE.description().version());
    }

    /** Another upload read the list before this one wrote it. */
    @Test
    void aVersionThatAnotherUploadLostIsListedAgain() throws Exception {
        AtomicInteger lost = new AtomicInteger(2);
        server.fault = exchange -> {
            boolean list = exchange.getRequestURI().getPath().endsWith(LIST);
            if (list && exchange.getRequestMethod().equals("PUT") && lost.getAndDecrement() > 0) {
                exchange.getRequestBody().readAllBytes();
                server.put(LIST, metadata("another"));
                exchange.sendResponseHeaders(201, -1);
                return true;
            }
            return exchange.getRequestURI().getPath().contains(LIST + ".")
                    && exchange.getRequestMethod().equals("PUT")
                    && lost.get() >= 0
                    && MavenRepositoryServer.status(201).answer(exchange);
        };
        deploy();
        assertThat(world.bundles("team::" + server.url()).versions("org.example.bundles", BUNDLE.offers()))
                .containsExactlyInAnyOrder("another", BUNDLE.description().version());
    }

    /** Of two uploads, the list of one and the checksum of the other are there. */
    @Test
    void aListWithTheChecksumOfAnotherIsRepaired() throws Exception {
        server.put(LIST, metadata("another"));
        server.files.put(LIST + ".sha1", "0123456789012345678901234567890123456789".getBytes(StandardCharsets.UTF_8));
        deploy();
        assertThat(world.bundles("team::" + server.url()).versions("org.example.bundles", BUNDLE.offers()))
                .containsExactlyInAnyOrder("another", BUNDLE.description().version());
        AtomicInteger wrong = new AtomicInteger(1);
        server.fault = exchange -> exchange.getRequestURI().getPath().endsWith(LIST + ".sha1")
                && exchange.getRequestMethod().equals("PUT")
                && wrong.getAndDecrement() > 0
                && MavenRepositoryServer.status(201).answer(exchange);
        server.put(LIST, metadata("another"));
        server.files.remove(LIST + ".md5");
        deploy();
        assertThat(world.bundles("team::" + server.url()).versions("org.example.bundles", BUNDLE.offers()))
                .containsExactlyInAnyOrder("another", BUNDLE.description().version());
    }

    /** A server that creates the directory for another upload at the same moment. */
    @Test
    void aConflictIsTriedAgain() throws Exception {
        AtomicInteger conflicts = new AtomicInteger(2);
        server.fault = exchange -> exchange.getRequestMethod().equals("PUT")
                && conflicts.getAndDecrement() > 0
                && MavenRepositoryServer.status(409).answer(exchange);
        deploy();
        assertThat(server.files).containsKey(DESCRIPTION);
    }

    @Test
    void aVersionThatIsLostAgainAndAgainIsNamed() {
        server.fault = exchange -> exchange.getRequestURI().getPath().contains(LIST)
                && exchange.getRequestMethod().equals("PUT")
                && MavenRepositoryServer.status(201).answer(exchange);
        deployFails("Uploaded the bundle to team (" + server.url()
                + "), but cannot list it in the maven-metadata.xml of org.example.bundles:mesos-0.24.0: other uploads"
                + " overwrote it 4 times. Deploy the bundle again.");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 413, 500, 507})
    void aRefusedUploadIsNeverOffered(int status) throws Exception {
        server.fault = exchange -> exchange.getRequestMethod().equals("PUT")
                && MavenRepositoryServer.status(status).answer(exchange);
        assertThatThrownBy(this::deploy)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot upload " + BUNDLE.archive() + " to team (" + server.url() + "): ")
                .hasMessageContaining("status " + status);
        server.fault = exchange -> false;
        assertThat(server.files).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".tar.gz", ".tar.gz.asc", ".intoto.json", ".json"})
    void anInterruptedUploadIsNeverOffered(String end) throws Exception {
        server.fault = exchange -> {
            if (exchange.getRequestMethod().equals("PUT")
                    && exchange.getRequestURI().getPath().endsWith("8b3129a4733a" + end)) {
                exchange.getRequestBody().read();
                // What a server without a temporary file leaves.
                server.files.put(exchange.getRequestURI().getPath().substring(1), new byte[] {'c'});
                exchange.close();
                return true;
            }
            return false;
        };
        assertThatThrownBy(this::deploy).isInstanceOf(IOException.class).hasMessageStartingWith("Cannot upload ");
        server.fault = exchange -> false;
        assertThat(server.files).doesNotContainKey(LIST);
        MavenBundles bundles = world.bundles("team::" + server.url());
        assertThat(bundles.versions("org.example.bundles", BUNDLE.offers())).isEmpty();
        if (end.equals(".tar.gz")) {
            assertThatThrownBy(() -> bundles.find(BUNDLE.archive()))
                    .hasMessageEndingWith(
                            "the repository lacks the checksum file (.sha1 or .md5); deploy the bundle again.");
        }
        deploy();
        assertThat(world.bundles("team::" + server.url()).versions("org.example.bundles", BUNDLE.offers()))
                .hasSize(1);
    }

    private void forbidOverwriting(int status) {
        server.fault = exchange -> exchange.getRequestMethod().equals("PUT")
                && server.files.containsKey(exchange.getRequestURI().getPath().substring(1))
                && !exchange.getRequestURI().getPath().contains("maven-metadata")
                && MavenRepositoryServer.status(status).answer(exchange);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 409, 412})
    void theSameFilesAreThereAlready(int status) throws Exception {
        deploy();
        forbidOverwriting(status);
        deploy();
        server.files.remove(LIST);
        server.files.remove(LIST + ".sha1");
        deploy();
        assertThat(world.bundles("team::" + server.url()).versions("org.example.bundles", BUNDLE.offers()))
                .containsExactly(BUNDLE.description().version());
    }

    /** The local repository has the file from there, and the repository has another one by now. */
    @Test
    void anotherFileIsThereAlready() throws Exception {
        deploy();
        world.bundles("team::" + server.url()).find(BUNDLE.archive());
        forbidOverwriting(409);
        server.put(ARCHIVE, "other");
        deployFails("Cannot upload " + BUNDLE.archive() + " to team (" + server.url()
                + "): the repository has another file, with the SHA-256 "
                + "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa, and does not allow to overwrite it"
                + " (status 409).");
    }

    @Test
    void whatIsThereCannotBeCompared() throws Exception {
        deploy();
        forbidOverwriting(409);
        server.files.remove(ARCHIVE + ".sha1");
        server.files.remove(ARCHIVE + ".md5");
        deployFails("Cannot upload " + BUNDLE.archive() + " to team (" + server.url()
                + "): the repository does not allow to overwrite it (status 409), and what it has cannot be compared: "
                + "the repository lacks the checksum file (.sha1 or .md5); deploy the bundle again.");
    }

    @Test
    void credentialsAreSentAndNotShown() throws Exception {
        DefaultRepositorySystemSession session = world.session();
        session.setAuthenticationSelector(repository -> login("somebody", "correct-horse-battery"));
        server.fault = exchange -> exchange.getRequestHeaders().getFirst("Authorization") == null
                && MavenRepositoryServer.status(401).answer(exchange);
        world.target(session, "team::default::" + server.url()).deploy(files);
        assertThat(server.files).containsKey(DESCRIPTION);
        server.fault = MavenRepositoryServer.status(401);
        assertThatThrownBy(() -> world.target(session, "team::" + server.url()).deploy(files))
                .hasMessage(
                        "Cannot upload " + BUNDLE.archive() + " to team (" + server.url()
                                + "): status 401, the credentials of the <server> 'team' in your settings.xml are missing or wrong.");
    }

    @Test
    void offlineNothingIsUploaded() throws Exception {
        DefaultRepositorySystemSession session = world.session();
        session.setOffline(true);
        assertThatThrownBy(() -> world.target(session, "team::" + server.url()).deploy(files))
                .hasMessage("Cannot upload to team (" + server.url() + "): Maven is offline.");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void nothingStaysInTheLocalRepository() throws Exception {
        deploy();
        assertThat(directory.resolve("local")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Sign in</html>", "<metadata><versioning>", ""})
    void aBrokenListIsReplacedOrNamed(String broken) throws Exception {
        server.put(LIST, broken);
        try {
            deploy();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("team (" + server.url() + ")").hasMessageEndingWith(".");
            return;
        }
        assertThat(world.bundles("team::" + server.url()).versions("org.example.bundles", BUNDLE.offers()))
                .hasSize(1);
    }

    @Test
    void withoutAValueTheProjectNamesTheRepository() throws Exception {
        MavenSession session = Mockito.mock(MavenSession.class);
        MavenProject project = new MavenProject();
        Mockito.when(session.getCurrentProject()).thenReturn(project);
        Mockito.when(session.getRepositorySession()).thenReturn(world.session());
        Maven maven = new Maven(session, null, null, null, world.system, null);
        assertThatThrownBy(() -> MavenBundleTarget.of(maven, "mesos.bundle.repository", " "))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.bundle.repository is required, as id::url: the project has no <repository> in"
                        + " <distributionManagement>.");
        DeploymentRepository repository = new DeploymentRepository();
        repository.setId("releases");
        repository.setUrl("https://repo.example.com/releases");
        DistributionManagement distribution = new DistributionManagement();
        distribution.setRepository(repository);
        project.getModel().setDistributionManagement(distribution);
        assertThat(MavenBundleTarget.of(maven, "mesos.bundle.repository", null).name())
                .isEqualTo("releases (https://repo.example.com/releases)");
    }
}
