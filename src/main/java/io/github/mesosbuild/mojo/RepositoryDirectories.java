package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.MavenFile;
import io.github.mesosbuild.fetch.WebDavDirectories;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.RemoteRepository;

/** The directories of a Maven repository on a WebDAV server, with the proxy and the credentials that Maven's settings have for it. */
record RepositoryDirectories(RepositorySystemSession session, RemoteRepository repository) {
    /** Creates those of a file, and returns whether one was created. */
    boolean create(MavenFile file) {
        Proxy proxy = repository.getProxy();
        return new WebDavDirectories(
                        repository.getUrl(),
                        authorization(),
                        Optional.ofNullable(proxy)
                                .map(found -> new InetSocketAddress(found.getHost(), found.getPort())))
                .create(file.group().replace('.', '/') + "/" + file.artifact() + "/" + file.version());
    }

    /** RFC 7617. */
    private Optional<String> authorization() {
        try (AuthenticationContext context = AuthenticationContext.forRepository(session, repository)) {
            String user = context == null ? null : context.get(AuthenticationContext.USERNAME);
            String password = context == null ? null : context.get(AuthenticationContext.PASSWORD);
            return user == null || password == null
                    ? Optional.empty()
                    : Optional.of("Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        }
    }
}
