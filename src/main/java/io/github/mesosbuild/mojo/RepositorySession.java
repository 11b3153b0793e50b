package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.MavenFile;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.metadata.DefaultMetadata;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RepositoryPolicy;

/** Copies of Maven's session for bundles. They need only methods that the resolver has had since Maven 3.6.3. */
final class RepositorySession {
    /** Milliseconds without data. Maven's own limit is half an hour. */
    private static final int READ_TIMEOUT = 60_000;

    private static final int CONNECT_TIMEOUT = 10_000;

    /** The names that the resolver's versions 1 and 2 read. A user's own value stays. */
    private static final Map<String, Integer> TIMEOUTS = Map.of(
            "aether.connector.requestTimeout", READ_TIMEOUT,
            "aether.transport.http.requestTimeout", READ_TIMEOUT,
            "aether.connector.connectTimeout", CONNECT_TIMEOUT,
            "aether.transport.http.connectTimeout", CONNECT_TIMEOUT);

    private RepositorySession() {}

    /**
     * Returns a session that asks repositories whatever Maven remembers of earlier questions.
     *
     * @param limits how much a transfer may take
     */
    static DefaultRepositorySystemSession afresh(RepositorySystemSession maven, TransferLimits.Limits limits) {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(maven);
        // Maven keeps in its data what it asked during this run.
        session.setData(new DefaultSessionData());
        session.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
        session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        // Neither reads nor writes the file .lastUpdated, in which Maven remembers what was missing or failed.
        session.setResolutionErrorPolicy(null);
        session.setWorkspaceReader(null);
        // It prints warnings with stack traces for what becomes a sentence here.
        session.setRepositoryListener(null);
        session.setTransferListener(new TransferLimits(maven.getTransferListener(), limits, System::nanoTime));
        TIMEOUTS.forEach((name, value) -> {
            if (!maven.getConfigProperties().containsKey(name)) {
                session.setConfigProperty(name, value);
            }
        });
        return session;
    }

    /** Returns a session for one file. Since Maven 3.9, repositories have no checksums of signatures, which verify themselves. */
    static RepositorySystemSession forFile(RepositorySystemSession session, MavenFile file) {
        if (!file.extension().endsWith(".asc")) {
            return session;
        }
        DefaultRepositorySystemSession unchecked = new DefaultRepositorySystemSession(session);
        unchecked.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_IGNORE);
        return unchecked;
    }

    /** Returns a session with a local repository of its own, so that nothing counts as downloaded before. */
    static DefaultRepositorySystemSession withLocalRepository(
            RepositorySystem system, DefaultRepositorySystemSession session, Path directory) {
        DefaultRepositorySystemSession apart = new DefaultRepositorySystemSession(session);
        apart.setData(new DefaultSessionData());
        return apart.setLocalRepositoryManager(
                system.newLocalRepositoryManager(apart, new LocalRepository(directory.toFile())));
    }

    static Artifact artifact(MavenFile file) {
        return new DefaultArtifact(file.group(), file.artifact(), file.classifier(), file.extension(), file.version());
    }

    static Metadata metadata(String group, String artifact) {
        return new DefaultMetadata(group, artifact, "maven-metadata.xml", Metadata.Nature.RELEASE);
    }
}
