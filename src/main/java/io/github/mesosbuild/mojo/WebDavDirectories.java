package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.MavenFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Creates directories on a WebDAV server (RFC 4918, 9.3). Maven's own clients do that since 3.9; Wagon, which Maven 3.8 and the Maven of
 * Debian use, does not.
 */
final class WebDavDirectories {
    private static final int CREATED = 201;

    /** RFC 4918, 9.3.1: something with that name exists. */
    private static final int EXISTS = 405;

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    private final RepositorySystemSession session;
    private final RemoteRepository repository;

    WebDavDirectories(RepositorySystemSession session, RemoteRepository repository) {
        this.session = session;
        this.repository = repository;
    }

    /**
     * Creates the directories of a file that the repository lacks.
     *
     * @return whether a directory was created; false too if the server has no WebDAV, or does not answer
     * @throws InterruptedException if the thread was interrupted
     */
    boolean create(MavenFile file) throws InterruptedException {
        String base = repository.getUrl().replaceFirst("/+$", "");
        if (!base.matches("(?i)https?://.*")) {
            return false;
        }
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECTING);
        if (repository.getProxy() != null) {
            client.proxy(ProxySelector.of(new InetSocketAddress(
                    repository.getProxy().getHost(), repository.getProxy().getPort())));
        }
        Optional<String> authorization = authorization();
        boolean created = false;
        StringBuilder path = new StringBuilder(base);
        try {
            for (String name :
                    (file.group().replace('.', '/') + "/" + file.artifact() + "/" + file.version()).split("/")) {
                path.append('/').append(name);
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path + "/"))
                        .method("MKCOL", HttpRequest.BodyPublishers.noBody())
                        .timeout(ANSWERING);
                authorization.ifPresent(value -> request.header("Authorization", value));
                int status = client.build()
                        .send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != CREATED && status != EXISTS) {
                    return created;
                }
                created |= status == CREATED;
            }
        } catch (IOException | IllegalArgumentException noWebDav) {
            // The upload is tried again all the same, and its own failure tells more.
            return created;
        }
        return created;
    }

    /** RFC 7617. */
    private Optional<String> authorization() {
        try (AuthenticationContext context = AuthenticationContext.forRepository(session, repository)) {
            if (context == null) {
                return Optional.empty();
            }
            String user = context.get(AuthenticationContext.USERNAME);
            String password = context.get(AuthenticationContext.PASSWORD);
            return user == null || password == null
                    ? Optional.empty()
                    : Optional.of("Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        }
    }
}
