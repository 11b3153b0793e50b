package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleCoordinates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.AuthenticationDigest;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.supplier.RepositorySystemSupplier;

/** Maven's resolver on a local repository of the test's own. */
final class ResolverWorld {
    static final BundleCoordinates BUNDLE =
            new BundleCoordinates("org.example.bundles", "mesos", "0.24.0", "linux-x86_64-glibc2.36-8b3129a4733a");
    static final String FOLDER = "org/example/bundles/mesos/0.24.0/";
    static final String ARCHIVE = FOLDER + "mesos-0.24.0-linux-x86_64-glibc2.36-8b3129a4733a.tar.gz";
    static final String LIST = "org/example/bundles/mesos-0.24.0/maven-metadata.xml";

    final RepositorySystem system = new RepositorySystemSupplier().get();
    final Path local;
    TransferLimits.Limits limits = TransferLimits.Limits.DEFAULT;

    ResolverWorld(Path local) {
        this.local = local;
    }

    DefaultRepositorySystemSession session() {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
        return session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
    }

    MavenBundles bundles(DefaultRepositorySystemSession session, String... values) throws Exception {
        return new MavenBundles(
                system, session, MavenBundles.addresses("mesos.bundles", List.of(values), List.of()), limits);
    }

    MavenBundles bundles(String... values) throws Exception {
        return bundles(session(), values);
    }

    MavenBundleTarget target(DefaultRepositorySystemSession session, String value) throws Exception {
        return new MavenBundleTarget(
                system,
                session,
                RepositoryAddress.parse("mesos.deploy", value, List.of()),
                duration -> {},
                RandomGenerator.getDefault(),
                Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC));
    }

    static Authentication login(String user, String password) {
        return new Authentication() {
            @Override
            public void fill(AuthenticationContext context, String key, Map<String, String> data) {
                context.put(AuthenticationContext.USERNAME, user);
                context.put(AuthenticationContext.PASSWORD, password);
            }

            @Override
            public void digest(AuthenticationDigest digest) {
                digest.update(user, password);
            }
        };
    }

    static String metadata(String... versions) {
        List<String> elements = new ArrayList<>();
        for (String version : versions) {
            elements.add("<version>" + version + "</version>");
        }
        return "<metadata><groupId>org.example.bundles</groupId><artifactId>mesos-0.24.0</artifactId><versioning><versions>"
                + String.join("\n", elements) + "</versions></versioning></metadata>";
    }
}
