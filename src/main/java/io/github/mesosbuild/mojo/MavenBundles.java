package io.github.mesosbuild.mojo;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.bundle.BundleRepositories;
import io.github.mesosbuild.bundle.MavenFile;
import io.github.mesosbuild.files.FileErrors;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.DefaultSessionData;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.MetadataRequest;
import org.eclipse.aether.resolution.MetadataResult;

/**
 * Bundles in Maven repositories, with the mirrors, proxies, credentials and offline mode of this Maven.
 *
 * <p>A repository that does not answer is not asked again by the same object. Each question has a time limit.
 */
final class MavenBundles implements BundleRepositories {
    /** What {@link TransferLimits} needs to end a transfer that its server continues. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final RepositorySystem system;
    private final DefaultRepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final TransferLimits.Limits limits;

    /** The sentence about each repository that did not answer, by ID. */
    private final Map<String, String> silent = new LinkedHashMap<>();

    private final Set<String> problems = new LinkedHashSet<>();

    MavenBundles(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RepositoryAddress> addresses,
            TransferLimits.Limits limits) {
        this.system = system;
        this.limits = limits;
        this.session = RepositorySession.afresh(session, limits);
        this.repositories = system.newResolutionRepositories(
                this.session, addresses.stream().map(RepositoryAddress::raw).toList());
    }

    /**
     * Returns the repositories that a parameter names.
     *
     * @param values each as {@code id::url}, as a URL or as the ID of a repository of the project
     * @throws MojoFailureException if a value names no repository
     */
    static MavenBundles of(Maven maven, String parameter, List<String> values) throws MojoFailureException {
        RepositorySystemSession session = maven.session().getRepositorySession();
        List<RemoteRepository> known = maven.session().getCurrentProject().getRemoteProjectRepositories();
        return new MavenBundles(
                maven.repositories(), session, addresses(parameter, values, known), TransferLimits.Limits.DEFAULT);
    }

    static List<RepositoryAddress> addresses(String parameter, List<String> values, Collection<RemoteRepository> known)
            throws MojoFailureException {
        Map<String, RepositoryAddress> byId = new LinkedHashMap<>();
        for (String value : values) {
            RepositoryAddress address = RepositoryAddress.parse(parameter, value, known);
            RepositoryAddress other = byId.putIfAbsent(address.id(), address);
            if (other != null && !other.equals(address)) {
                throw new MojoFailureException(
                        parameter + " has two repositories with the ID '" + address.id() + "' and different URLs.");
            }
        }
        return List.copyOf(byId.values());
    }

    @Override
    public synchronized Optional<Path> find(MavenFile file) throws IOException {
        List<String> failed = new ArrayList<>(silent.values());
        Optional<Path> found = found(resolve(offline(), file, repositories));
        for (RemoteRepository asked :
                found.isPresent() || session.isOffline() ? List.<RemoteRepository>of() : answering()) {
            String about = "Cannot download " + file + " from " + RepositoryAddress.name(asked) + ": ";
            Duration limit =
                    ArchiveFormat.ofExtension(file.extension()).isPresent() ? limits.archiveTime() : limits.otherTime();
            try {
                ArtifactResult result =
                        BoundedCall.within(limit.plus(MARGIN), () -> resolve(session, file, List.of(asked)));
                found = found(result);
                result.getExceptions().stream()
                        .map(TransferProblem::new)
                        .filter(problem -> !problem.isMiss())
                        .forEach(problem -> failed.add(sentence(about, asked, problem)));
            } catch (TimeoutException e) {
                failed.add(sentence(about, asked, new TransferProblem(e)));
            }
            if (found.isPresent()) {
                break;
            }
        }
        return answer(found, failed);
    }

    private ArtifactResult resolve(RepositorySystemSession asking, MavenFile file, List<RemoteRepository> asked) {
        try {
            return system.resolveArtifact(
                    RepositorySession.forFile(asking, file),
                    new ArtifactRequest(RepositorySession.artifact(file), asked, ""));
        } catch (ArtifactResolutionException e) {
            return e.getResult();
        }
    }

    private static Optional<Path> found(ArtifactResult result) {
        return Optional.ofNullable(result.getArtifact()).map(Artifact::getFile).map(File::toPath);
    }

    /** Returns a session that finds what was downloaded before, from whichever of the repositories. */
    private RepositorySystemSession offline() {
        return new DefaultRepositorySystemSession(session).setOffline(true);
    }

    @Override
    public synchronized List<String> versions(String group, String artifact) throws IOException {
        List<String> failed = new ArrayList<>(silent.values());
        Set<String> versions = new LinkedHashSet<>();
        DefaultRepositorySystemSession asking = new DefaultRepositorySystemSession(session);
        asking.setData(new DefaultSessionData());
        for (RemoteRepository asked : answering()) {
            String about = "Cannot list the versions of " + group + ":" + artifact + " in "
                    + RepositoryAddress.name(asked) + ": ";
            List<MetadataRequest> requests =
                    List.of(new MetadataRequest(RepositorySession.metadata(group, artifact), asked, ""));
            try {
                MetadataResult result = BoundedCall.within(
                        limits.otherTime().plus(MARGIN),
                        () -> system.resolveMetadata(asking, requests).get(0));
                if (result.getException() != null) {
                    TransferProblem problem = new TransferProblem(result.getException());
                    if (!problem.isMiss()) {
                        failed.add(sentence(about, asked, problem));
                    }
                } else if (result.getMetadata() != null && result.getMetadata().getFile() != null) {
                    VersionList.read(result.getMetadata().getFile().toPath()).stream()
                            .filter(version -> isVersion(group, artifact, version))
                            .forEach(versions::add);
                }
            } catch (TimeoutException e) {
                failed.add(sentence(about, asked, new TransferProblem(e)));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failed.add(about + FileErrors.reason(e) + ".");
            }
        }
        return answer(versions.isEmpty() ? Optional.<List<String>>empty() : Optional.of(List.copyOf(versions)), failed)
                .orElse(List.of());
    }

    private static boolean isVersion(String group, String artifact, String version) {
        try {
            new MavenFile(group, artifact, version, "", "json");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public List<String> names() {
        return session.isOffline()
                ? List.of("the local repository, because Maven is offline")
                : repositories.stream().map(RepositoryAddress::name).toList();
    }

    @Override
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    private List<RemoteRepository> answering() {
        return repositories.stream()
                .filter(repository -> !silent.containsKey(repository.getId()))
                .toList();
    }

    private String sentence(String about, RemoteRepository asked, TransferProblem problem) {
        String sentence = about + problem.reason(asked.getId()) + ".";
        if (problem.isSilence()) {
            silent.put(asked.getId(), sentence);
        }
        return sentence;
    }

    private <T> Optional<T> answer(Optional<T> found, List<String> failed) throws IOException {
        if (found.isEmpty() && !failed.isEmpty()) {
            throw new IOException(String.join(" ", failed));
        }
        problems.addAll(failed);
        return found;
    }
}
