package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleTarget;
import io.github.mesosbuild.bundle.MavenFile;
import io.github.mesosbuild.files.FileErrors;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.maven.model.DeploymentRepository;
import org.apache.maven.model.DistributionManagement;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.deployment.DeployRequest;
import org.eclipse.aether.deployment.DeploymentException;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.MetadataRequest;
import org.eclipse.aether.resolution.MetadataResult;
import org.eclipse.aether.transfer.ArtifactTransferException;

/**
 * Uploads bundles to a Maven repository, with the proxies and credentials of this Maven.
 *
 * <p>A client updates a list of versions by reading and writing it, so of two uploads at once, one can be lost from the list. Hence
 * the list is read again a moment after the upload, and written again if necessary.
 */
final class MavenBundleTarget implements BundleTarget {
    /** What repositories answer that do not allow to overwrite a release: Nexus 400, Artifactory 403, WebDAV 405 and 412, others 409. */
    private static final Set<Integer> NO_OVERWRITING = Set.of(400, 403, 405, 409, 412);

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What the target has instead of what it should receive. */
    private enum Present {
        SAME,
        OTHER,
        NOTHING
    }

    private final RepositorySystem system;
    private final DefaultRepositorySystemSession session;
    private final RemoteRepository repository;
    private final Sleeper sleeper;
    private final RandomGenerator jitter;
    private final Clock clock;

    MavenBundleTarget(
            RepositorySystem system,
            RepositorySystemSession session,
            RepositoryAddress address,
            Sleeper sleeper,
            RandomGenerator jitter,
            Clock clock) {
        this.system = system;
        this.session = RepositorySession.afresh(session, TransferLimits.Limits.DEFAULT);
        // Since Maven 3.9, files are uploaded at the same time otherwise.
        this.session.setConfigProperty("aether.connector.basic.parallelPut", false);
        this.repository = system.newDeploymentRepository(session, address.raw());
        this.sleeper = sleeper;
        this.jitter = jitter;
        this.clock = clock;
    }

    /**
     * Returns the repository that a parameter names.
     *
     * @param value as {@code id::url} or {@code id::default::url}; null or blank for the project's {@code <distributionManagement>}
     * @throws MojoFailureException if it names no repository
     */
    static MavenBundleTarget of(Maven maven, String parameter, String value) throws MojoFailureException {
        RepositoryAddress address = value == null || value.isBlank()
                ? ofProject(parameter, maven.session().getCurrentProject().getDistributionManagement())
                : RepositoryAddress.parse(parameter, value, List.of());
        return new MavenBundleTarget(
                maven.repositories(),
                maven.session().getRepositorySession(),
                address,
                Sleeper.REAL,
                new Random(),
                Clock.systemUTC());
    }

    private static RepositoryAddress ofProject(String parameter, DistributionManagement distribution)
            throws MojoFailureException {
        DeploymentRepository repository = distribution == null ? null : distribution.getRepository();
        if (repository == null || repository.getUrl() == null) {
            throw new MojoFailureException(parameter
                    + " is required, as id::url: the project has no <repository> in <distributionManagement>.");
        }
        return RepositoryAddress.parse(parameter, repository.getId() + "::" + repository.getUrl(), List.of());
    }

    @Override
    public String name() {
        return RepositoryAddress.name(repository);
    }

    @Override
    public void deploy(Map<MavenFile, Path> files) throws IOException {
        if (session.isOffline()) {
            throw new IOException("Cannot upload to " + name() + ": Maven is offline.");
        }
        for (Path file : files.values()) {
            if (!Files.isReadable(file)) {
                throw new IOException("Cannot upload " + file + ": it does not exist or is not readable.");
            }
        }
        List<MavenFile> order = new ArrayList<>(files.keySet());
        MavenFile last = order.get(order.size() - 1);
        Map<MavenFile, Path> others = new LinkedHashMap<>(files);
        others.remove(last);
        Path scratch = Files.createTempDirectory("mesos-maven-plugin");
        try {
            upload(others, scratch);
            upload(Map.of(last, files.get(last)), scratch);
            list(last, scratch);
        } finally {
            Trees.delete(scratch);
        }
    }

    private void upload(Map<MavenFile, Path> files, Path scratch) throws IOException {
        Map<MavenFile, Path> left = new LinkedHashMap<>(files);
        while (!left.isEmpty()) {
            DeployRequest request = new DeployRequest().setRepository(repository);
            left.forEach((file, path) ->
                    request.addArtifact(RepositorySession.artifact(file).setFile(path.toFile())));
            try {
                system.deploy(apart(scratch), request);
                return;
            } catch (DeploymentException e) {
                left.remove(alreadyThere(left, e, scratch));
            }
        }
    }

    /** Returns the file that was refused because the repository has it. */
    private MavenFile alreadyThere(Map<MavenFile, Path> files, DeploymentException failure, Path scratch)
            throws IOException {
        TransferProblem problem = new TransferProblem(failure);
        Optional<MavenFile> refused = refused(files.keySet(), failure);
        String about =
                "Cannot upload " + refused.map(MavenFile::toString).orElse("the bundle") + " to " + name() + ": ";
        if (refused.isPresent()
                && problem.status().isPresent()
                && NO_OVERWRITING.contains(problem.status().getAsInt())) {
            String answered =
                    "does not allow to overwrite it (status " + problem.status().getAsInt() + ")";
            Present present;
            try {
                present = present(refused.get(), files.get(refused.get()), scratch);
            } catch (RepositoryException e) {
                throw new IOException(
                        about + "the repository " + answered + ", and what it has cannot be compared: "
                                + new TransferProblem(e).reason(repository.getId()) + ".",
                        e);
            }
            if (present == Present.SAME) {
                return refused.get();
            }
            if (present == Present.OTHER) {
                throw new IOException(about + "the repository has another file there and " + answered + ".", failure);
            }
        }
        throw new IOException(about + problem.reason(repository.getId()) + ".", failure);
    }

    private static Optional<MavenFile> refused(Set<MavenFile> files, Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof ArtifactTransferException transfer && transfer.getArtifact() != null) {
                Artifact artifact = transfer.getArtifact();
                return files.stream()
                        .filter(file -> file.extension().equals(artifact.getExtension())
                                && file.classifier().equals(artifact.getClassifier())
                                && file.artifact().equals(artifact.getArtifactId()))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private Present present(MavenFile file, Path expected, Path scratch) throws RepositoryException, IOException {
        try {
            Path actual = system.resolveArtifact(
                            RepositorySession.forFile(apart(scratch), file),
                            new ArtifactRequest(RepositorySession.artifact(file), List.of(repository), ""))
                    .getArtifact()
                    .getFile()
                    .toPath();
            return Files.mismatch(expected, actual) < 0 ? Present.SAME : Present.OTHER;
        } catch (ArtifactResolutionException e) {
            if (new TransferProblem(e).isMiss()) {
                return Present.NOTHING;
            }
            throw e;
        }
    }

    /** Makes sure that the repository's list has the version. */
    private void list(MavenFile file, Path scratch) throws IOException {
        String about = "Uploaded the bundle to " + name() + ", but cannot list it in the maven-metadata.xml of "
                + file.group() + ":" + file.artifact() + ": ";
        for (int attempt = 1; ; attempt++) {
            pause();
            Set<String> versions = versions(file, about, scratch);
            if (versions.contains(file.version())) {
                return;
            }
            if (attempt > ATTEMPTS) {
                throw new IOException(about + "other uploads overwrote it " + Quantities.count(ATTEMPTS + 1, "time")
                        + ". Deploy the bundle again.");
            }
            versions.add(file.version());
            Path written = scratch.resolve("maven-metadata-" + attempt + ".xml");
            VersionList.write(written, file.group(), file.artifact(), versions, clock.instant());
            Metadata metadata =
                    RepositorySession.metadata(file.group(), file.artifact()).setFile(written.toFile());
            try {
                system.deploy(
                        apart(scratch),
                        new DeployRequest().setRepository(repository).addMetadata(metadata));
            } catch (DeploymentException e) {
                throw new IOException(about + new TransferProblem(e).reason(repository.getId()) + ".", e);
            }
        }
    }

    private Set<String> versions(MavenFile file, String about, Path scratch) throws IOException {
        MetadataResult result = system.resolveMetadata(
                        apart(scratch),
                        List.of(new MetadataRequest(
                                RepositorySession.metadata(file.group(), file.artifact()), repository, "")))
                .get(0);
        if (result.getException() != null) {
            TransferProblem problem = new TransferProblem(result.getException());
            if (!problem.isMiss()) {
                throw new IOException(about + problem.reason(repository.getId()) + ".", result.getException());
            }
        }
        if (result.getMetadata() == null || result.getMetadata().getFile() == null) {
            return new LinkedHashSet<>();
        }
        try {
            return VersionList.read(result.getMetadata().getFile().toPath());
        } catch (IOException e) {
            throw new IOException(about + FileErrors.reason(e) + ".", e);
        }
    }

    private void pause() throws IOException {
        try {
            sleeper.sleep(PAUSE.plusMillis(jitter.nextLong(PAUSE.toMillis())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("The upload to " + name() + " was interrupted.").initCause(e);
        }
    }

    /** Returns a session whose local repository is empty. */
    private DefaultRepositorySystemSession apart(Path scratch) throws IOException {
        return RepositorySession.withLocalRepository(system, session, Files.createTempDirectory(scratch, "repository"));
    }
}
