package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleTarget;
import io.github.mesosbuild.bundle.MavenFile;
import io.github.mesosbuild.bundle.PublishedFile;
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
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.maven.model.DeploymentRepository;
import org.apache.maven.model.DistributionManagement;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.deployment.DeployRequest;
import org.eclipse.aether.deployment.DeploymentException;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
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

    /** What WebDAV servers answer while another upload creates the same directory or holds a lock (RFC 4918, 9.3.1 and 11.3). */
    private static final Set<Integer> CONFLICTS = Set.of(409, 423);

    private static final List<String> WEB_DAV =
            List.of("aether.connector.http.supportWebDav", "aether.transport.http.supportWebDav");

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What the target has in place of a file that it refused. */
    private enum Present {
        SAME,
        /** It has no such file, and refused this one because of another upload. */
        BUSY,
        UNKNOWN
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
        // A WebDAV server has no directory that its client did not create. Maven 3.9 and 4 do so if they are told to;
        // see also
        // RepositoryDirectories.
        for (String name : WEB_DAV) {
            if (!session.getConfigProperties().containsKey(name)) {
                this.session.setConfigProperty(name, true);
            }
        }
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
                new SplittableRandom(),
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
    public boolean deploy(Map<MavenFile, Path> files) throws IOException {
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
        Path scratch = Files.createTempDirectory("mesos-maven-plugin");
        try {
            Map<MavenFile, Path> missing = missing(files, order, scratch);
            Map<MavenFile, Path> others = new LinkedHashMap<>(missing);
            boolean described = others.remove(last) == null;
            boolean uploaded = upload(others, scratch);
            if (!described) {
                uploaded |= upload(Map.of(last, files.get(last)), scratch);
            }
            list(last, scratch, uploaded);
            return uploaded;
        } finally {
            Trees.delete(scratch);
        }
    }

    /**
     * Returns the files that an earlier upload of the same bundle did not leave; all of them, unless the archive is there. The last file is
     * asked for first, because it is there only if the upload was complete.
     */
    private Map<MavenFile, Path> missing(Map<MavenFile, Path> files, List<MavenFile> order, Path scratch)
            throws IOException {
        Map<MavenFile, Path> missing = new LinkedHashMap<>(files);
        MavenFile last = order.get(order.size() - 1);
        for (MavenFile file : List.of(last, order.get(0))) {
            if (!isThere(file, files.get(file), scratch)) {
                return files;
            }
            missing.remove(file);
        }
        for (MavenFile file : List.copyOf(missing.keySet())) {
            if (isThere(file, files.get(file), scratch)) {
                missing.remove(file);
            }
        }
        return missing;
    }

    private boolean isThere(MavenFile file, Path mine, Path scratch) throws IOException {
        try {
            return PublishedFile.difference(file, mine, download(file, scratch)).isEmpty();
        } catch (ArtifactResolutionException e) {
            // Not there, or not readable with these credentials. The upload will tell.
            return false;
        }
    }

    private Path download(MavenFile file, Path scratch) throws ArtifactResolutionException, IOException {
        return system.resolveArtifact(
                        RepositorySession.forFile(apart(scratch), file),
                        new ArtifactRequest(RepositorySession.artifact(file), List.of(repository), ""))
                .getArtifact()
                .getFile()
                .toPath();
    }

    /** @return whether a file was uploaded */
    private boolean upload(Map<MavenFile, Path> files, Path scratch) throws IOException {
        Map<MavenFile, Path> left = new LinkedHashMap<>(files);
        for (int attempt = 1; !left.isEmpty(); ) {
            DeployRequest request = new DeployRequest().setRepository(repository);
            left.forEach((file, path) ->
                    request.addArtifact(RepositorySession.artifact(file).setFile(path.toFile())));
            try {
                system.deploy(unchecked(scratch), request);
                return true;
            } catch (DeploymentException e) {
                Optional<MavenFile> refused = refused(left.keySet(), e);
                Present present = refused.isPresent()
                        ? present(refused.get(), left.get(refused.get()), e, scratch)
                        : Present.UNKNOWN;
                switch (present) {
                    case SAME -> left.remove(refused.get());
                    case BUSY -> {
                        if (attempt == 1 && new RepositoryDirectories(session, repository).create(refused.get())) {
                            attempt++;
                            continue;
                        }
                        if (attempt++ > ATTEMPTS) {
                            throw failure(refused, new TransferProblem(e).reason(repository.getId()), e);
                        }
                        pause();
                    }
                    case UNKNOWN -> throw failure(refused, new TransferProblem(e).reason(repository.getId()), e);
                }
            }
        }
        return false;
    }

    private IOException failure(Optional<MavenFile> file, String reason, Exception cause) {
        return new IOException(
                "Cannot upload " + file.map(MavenFile::toString).orElse("the bundle") + " to " + name() + ": " + reason
                        + ".",
                cause);
    }

    private static String refusal(DeploymentException failure) {
        return "does not allow to overwrite it (status "
                + new TransferProblem(failure).status().orElseThrow() + ")";
    }

    /**
     * Returns what the repository has, if its answer to an upload does not rule out that it has the file.
     *
     * @throws IOException if it has another file
     */
    private Present present(MavenFile file, Path expected, DeploymentException failure, Path scratch)
            throws IOException {
        int status = new TransferProblem(failure).status().orElse(0);
        if (!NO_OVERWRITING.contains(status) && !CONFLICTS.contains(status)) {
            return Present.UNKNOWN;
        }
        try {
            Optional<String> other = PublishedFile.difference(file, expected, download(file, scratch));
            if (other.isPresent()) {
                throw failure(
                        Optional.of(file), "the repository has " + other.get() + ", and " + refusal(failure), failure);
            }
            return Present.SAME;
        } catch (ArtifactResolutionException e) {
            TransferProblem problem = new TransferProblem(e);
            if (problem.isMiss()) {
                return CONFLICTS.contains(status) ? Present.BUSY : Present.UNKNOWN;
            }
            // A server that denies reading too does not tell whether it has the file.
            if (problem.status().isPresent()) {
                return Present.UNKNOWN;
            }
            throw failure(
                    Optional.of(file),
                    "the repository " + refusal(failure) + ", and what it has cannot be compared: "
                            + problem.reason(repository.getId()),
                    e);
        }
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

    /** Makes sure that the repository's list has the version. */
    private void list(MavenFile file, Path scratch, boolean uploaded) throws IOException {
        String about = (uploaded ? "Uploaded the bundle to " + name() : "The bundle is in " + name())
                + ", but cannot list it in the maven-metadata.xml of " + file.group() + ":" + file.artifact() + ": ";
        for (int attempt = 1; ; attempt++) {
            if (uploaded || attempt > 1) {
                pause();
            }
            Optional<Set<String>> checked = versions(apart(scratch), file, about);
            if (checked.isPresent() && checked.get().contains(file.version())) {
                return;
            }
            if (attempt > ATTEMPTS) {
                throw new IOException(about + "other uploads overwrote it " + Quantities.count(ATTEMPTS + 1, "time")
                        + ". Deploy the bundle again.");
            }
            // Two uploads at once can leave the list of one and the checksum of the other.
            Set<String> versions = new LinkedHashSet<>(
                    checked.isPresent()
                            ? checked.get()
                            : versions(unchecked(scratch), file, about).orElse(Set.of()));
            versions.add(file.version());
            Path written = scratch.resolve("maven-metadata-" + attempt + ".xml");
            VersionList.write(written, file.group(), file.artifact(), versions, clock.instant());
            Metadata metadata =
                    RepositorySession.metadata(file.group(), file.artifact()).setFile(written.toFile());
            try {
                system.deploy(
                        unchecked(scratch),
                        new DeployRequest().setRepository(repository).addMetadata(metadata));
            } catch (DeploymentException e) {
                throw new IOException(about + new TransferProblem(e).reason(repository.getId()) + ".", e);
            }
        }
    }

    /** @return empty if the list does not have its checksum */
    private Optional<Set<String>> versions(RepositorySystemSession asking, MavenFile file, String about)
            throws IOException {
        MetadataResult result = system.resolveMetadata(
                        asking,
                        List.of(new MetadataRequest(
                                RepositorySession.metadata(file.group(), file.artifact()), repository, "")))
                .get(0);
        if (result.getException() != null) {
            TransferProblem problem = new TransferProblem(result.getException());
            if (problem.isWrongChecksum()) {
                return Optional.empty();
            }
            if (!problem.isMiss()) {
                throw new IOException(about + problem.reason(repository.getId()) + ".", result.getException());
            }
        }
        if (result.getMetadata() == null || result.getMetadata().getFile() == null) {
            return Optional.of(Set.of());
        }
        try {
            return Optional.of(VersionList.read(result.getMetadata().getFile().toPath()));
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

    /** Returns a session for uploads, which read and write lists. */
    private DefaultRepositorySystemSession unchecked(Path scratch) throws IOException {
        return apart(scratch).setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_IGNORE);
    }
}
