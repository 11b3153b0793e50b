package io.github.mesosbuild.mojo;

import static io.github.mesosbuild.mojo.ResolverWorld.ARCHIVE;
import static io.github.mesosbuild.mojo.ResolverWorld.BUNDLE;
import static io.github.mesosbuild.mojo.ResolverWorld.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.bundle.BundleCoordinates;
import io.github.mesosbuild.bundle.MavenFile;
import io.github.mesosbuild.files.Sleeper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A repository that people really run: Apache httpd with WebDAV and a password. */
@Tag("long")
@Timeout(120)
class MavenBundlesApacheTest {
    /** Forbids to overwrite what is there, except Maven's lists. */
    private static final String[] NO_OVERWRITING = {
        "RewriteCond %{REQUEST_METHOD} =PUT", "RewriteCond %{REQUEST_FILENAME} -f",
        "RewriteCond %{REQUEST_URI} !/maven-metadata\\.xml", "RewriteRule .* - [F]"
    };

    @TempDir
    private Path directory;

    private ResolverWorld world;

    @BeforeEach
    void start() {
        assumeTrue(Httpd.isInstalled(), "Debian's package apache2-bin is not installed");
        world = new ResolverWorld(directory.resolve("local"));
    }

    private Httpd httpd(String... rules) throws Exception {
        return new Httpd(Files.createDirectories(directory.resolve("httpd")), rules);
    }

    private DefaultRepositorySystemSession session(String password) {
        DefaultRepositorySystemSession session = world.session();
        session.setAuthenticationSelector(repository -> login(Httpd.USER, password));
        return session;
    }

    private Map<MavenFile, Path> files(BundleCoordinates bundle, byte[] archive) throws IOException {
        Path folder = Files.createTempDirectory(directory, "files");
        Map<MavenFile, Path> files = new LinkedHashMap<>();
        files.put(bundle.archive(), Files.write(folder.resolve("archive"), archive));
        files.put(bundle.signature(), Files.writeString(folder.resolve("signature"), "signed"));
        files.put(bundle.description(), Files.writeString(folder.resolve("description"), "{}"));
        return files;
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatWasDeployedIsFoundWithThePasswordOnly() throws Exception {
        try (Httpd httpd = httpd()) {
            byte[] archive = bytes(12 << 20);
            DefaultRepositorySystemSession session = session(Httpd.PASSWORD);
            world.target(session, "team::" + httpd.url()).deploy(files(BUNDLE, archive));
            MavenBundles bundles = world.bundles(session, "team::" + httpd.url());
            assertThat(bundles.versions("org.example.bundles", "mesos-0.24.0")).containsExactly(BUNDLE.classifier());
            assertThat(bundles.find(BUNDLE.bom())).isEmpty();
            assertThat(bundles.find(BUNDLE.archive()))
                    .get()
                    .satisfies(f -> assertThat(f).hasBinaryContent(archive));

            String refused = " team (" + httpd.url() + "): status 401, the credentials of the <server> 'team' in your"
                    + " settings.xml are missing or wrong.";
            DefaultRepositorySystemSession wrong = session("wrong");
            assertThatThrownBy(
                            () -> world.bundles(wrong, "team::" + httpd.url()).find(BUNDLE.provenance()))
                    .hasMessage("Cannot download " + BUNDLE.provenance() + " from" + refused);
            assertThatThrownBy(() -> world.bundles("team::" + httpd.url()).versions("g", "a"))
                    .hasMessage("Cannot list the versions of g:a in" + refused);
            assertThatThrownBy(() -> world.target(wrong, "team::" + httpd.url()).deploy(files(BUNDLE, archive)))
                    .hasMessage("Cannot upload " + BUNDLE.archive() + " to" + refused);
        }
    }

    @Test
    void severalUploadsAtOnceAreAllListed() throws Exception {
        try (Httpd httpd = httpd()) {
            int uploads = 4;
            ExecutorService threads = Executors.newFixedThreadPool(uploads);
            try {
                List<Callable<Void>> all = new ArrayList<>();
                for (int i = 0; i < uploads; i++) {
                    BundleCoordinates bundle = new BundleCoordinates(
                            BUNDLE.group(),
                            BUNDLE.artifact(),
                            BUNDLE.version(),
                            "linux-x86_64-glibc2.36-00000000000" + i);
                    Map<MavenFile, Path> files = files(bundle, bytes(1000 + i));
                    // Each with a resolver of its own, as in processes of their own.
                    ResolverWorld own = new ResolverWorld(directory.resolve("local" + i));
                    DefaultRepositorySystemSession session = own.session();
                    session.setAuthenticationSelector(repository -> login(Httpd.USER, Httpd.PASSWORD));
                    all.add(() -> {
                        new MavenBundleTarget(
                                        own.system,
                                        session,
                                        new RepositoryAddress("team", httpd.url()),
                                        Sleeper.REAL,
                                        RandomGenerator.getDefault(),
                                        Clock.systemUTC())
                                .deploy(files);
                        return null;
                    });
                }
                for (Future<Void> one : threads.invokeAll(all)) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(world.bundles(session(Httpd.PASSWORD), "team::" + httpd.url())
                            .versions("org.example.bundles", "mesos-0.24.0"))
                    .hasSize(uploads);
        }
    }

    @Test
    void overwritingIsForbidden() throws Exception {
        try (Httpd httpd = httpd(NO_OVERWRITING)) {
            DefaultRepositorySystemSession session = session(Httpd.PASSWORD);
            MavenBundleTarget target = world.target(session, "team::" + httpd.url());
            target.deploy(files(BUNDLE, bytes(1000)));
            target.deploy(files(BUNDLE, bytes(1000)));
            assertThatThrownBy(() -> target.deploy(files(BUNDLE, bytes(1001))))
                    .hasMessage("Cannot upload " + BUNDLE.archive() + " to team (" + httpd.url()
                            + "): the repository has another file, with the SHA-256 "
                            + HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(bytes(1000)))
                            + ", and does not allow to overwrite it (status 403).");
            assertThat(world.bundles(session, "team::" + httpd.url()).find(BUNDLE.archive()))
                    .get()
                    .satisfies(f -> assertThat(f).hasBinaryContent(bytes(1000)));
        }
    }

    /** What mod_dav_fs leaves of an upload that breaks off. */
    @Test
    void anInterruptedUploadIsNotFound() throws Exception {
        try (Httpd httpd = httpd()) {
            Files.createDirectories(httpd.files.resolve(ARCHIVE).getParent());
            for (Path at = httpd.files.resolve(ARCHIVE).getParent(); !at.equals(httpd.files); at = at.getParent()) {
                Files.setPosixFilePermissions(at, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            String login = Base64.getEncoder()
                    .encodeToString((Httpd.USER + ":" + Httpd.PASSWORD).getBytes(StandardCharsets.UTF_8));
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), httpd.port)) {
                OutputStream out = client.getOutputStream();
                out.write(("PUT /maven/" + ARCHIVE + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic " + login
                                + "\r\nContent-Length: 1000000\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                out.write(bytes(500_000));
                out.flush();
                Thread.sleep(500);
            }
            Thread.sleep(500);
            DefaultRepositorySystemSession session = session(Httpd.PASSWORD);
            // mod_dav_fs writes to a temporary file, and removes it when the connection ends.
            assertThat(httpd.files.resolve(ARCHIVE).getParent()).isEmptyDirectory();
            assertThat(world.bundles(session, "team::" + httpd.url()).find(BUNDLE.archive()))
                    .isEmpty();
            world.target(session, "team::" + httpd.url()).deploy(files(BUNDLE, bytes(1000)));
            assertThat(world.bundles(session, "team::" + httpd.url()).find(BUNDLE.archive()))
                    .isPresent();
        }
    }
}
