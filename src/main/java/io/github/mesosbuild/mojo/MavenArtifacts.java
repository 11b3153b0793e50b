package io.github.mesosbuild.mojo;

import io.github.mesosbuild.fetch.ArtifactResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** Archives from Maven repositories, with the mirrors, proxies, credentials and offline mode of this Maven. */
final class MavenArtifacts implements ArtifactResolver {
    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final String context;

    /** @param context for which Maven remembers that a repository has an artifact: {@code plugin}, or empty for a project */
    MavenArtifacts(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            String context) {
        this.system = system;
        this.session = session;
        this.repositories = repositories;
        this.context = context;
    }

    @Override
    public Path resolve(String coordinates) throws IOException {
        try {
            return resolve(session, new DefaultArtifact(coordinates));
        } catch (IllegalArgumentException | ArtifactResolutionException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<Path> resolveSignature(String coordinates) {
        Artifact artifact = new DefaultArtifact(coordinates);
        // Repositories have no checksums of signatures; Maven would warn about that with a stack trace.
        DefaultRepositorySystemSession unchecked = new DefaultRepositorySystemSession(session);
        unchecked.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_IGNORE);
        try {
            return Optional.of(resolve(
                    unchecked,
                    new DefaultArtifact(
                            artifact.getGroupId(),
                            artifact.getArtifactId(),
                            artifact.getClassifier(),
                            artifact.getExtension() + ".asc",
                            artifact.getVersion())));
        } catch (ArtifactResolutionException notSigned) {
            return Optional.empty();
        }
    }

    /**
     * Returns the files of artifacts and of their runtime dependencies.
     *
     * @param without a group to leave out; empty for none
     */
    List<Path> classPath(List<String> coordinates, String without) throws IOException {
        CollectRequest collect = new CollectRequest();
        collect.setRepositories(repositories);
        collect.setRequestContext(context);
        List<Exclusion> exclusions = without.isEmpty() ? List.of() : List.of(new Exclusion(without, "*", "*", "*"));
        coordinates.forEach(
                one -> collect.addDependency(new Dependency(new DefaultArtifact(one), "runtime", false, exclusions)));
        try {
            return system
                    .resolveDependencies(session, new DependencyRequest(collect, null))
                    .getArtifactResults()
                    .stream()
                    .map(result -> result.getArtifact().getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Path resolve(RepositorySystemSession asking, Artifact artifact) throws ArtifactResolutionException {
        return system.resolveArtifact(asking, new ArtifactRequest(artifact, repositories, context))
                .getArtifact()
                .getFile()
                .toPath();
    }
}
