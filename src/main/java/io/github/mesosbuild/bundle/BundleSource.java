package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.UnpackListener;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.steps.InstallSteps;
import io.github.mesosbuild.steps.InstallationSource;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes installations from the bundles of Maven repositories. */
public final class BundleSource implements InstallationSource {
    private final BundleRepositories repositories;
    private final BundleRequest request;
    private final BundleSearch search;
    private final BundleTrust trust;
    private final ArchiveLimits limits;
    private final Unpacker unpacker;
    private final BundleListener listener;

    /**
     * Creates a source.
     *
     * @param limits the limits beyond which an archive is refused
     */
    public BundleSource(
            BundleRepositories repositories,
            BundleRequest request,
            BundleFit fit,
            Verifier verifier,
            ArchiveLimits limits,
            BundleListener listener) {
        this.repositories = repositories;
        this.request = request;
        this.search = new BundleSearch(repositories, request, fit);
        this.trust = new BundleTrust(request, verifier);
        this.limits = limits;
        this.unpacker = new Unpacker(limits);
        this.listener = listener;
    }

    @Override
    public Optional<Staged> stage(PlannedBuild build, Path staged)
            throws BundleException, IOException, InterruptedException {
        BundleSearch.Wanted wanted = wanted(build);
        listener.asking(wanted.release().name(), repositories.names());
        List<String> reasons = new ArrayList<>();
        try {
            BundleSearch.Found found = search.find(wanted);
            if (found.candidates().isEmpty()) {
                reasons.add(search.sentence(wanted, found));
            }
            Optional<Staged> taken = take(found, wanted, build.plan().prefix(), staged, reasons);
            if (taken.isEmpty()) {
                taken = take(search.others(wanted, found), wanted, build.plan().prefix(), staged, reasons);
            }
            if (taken.isPresent()) {
                return taken;
            }
        } catch (IOException unreachable) {
            reasons.add(unreachable.getMessage());
        }
        missed(String.join(" ", reasons));
        return Optional.empty();
    }

    private static BundleSearch.Wanted wanted(PlannedBuild build) {
        return new BundleSearch.Wanted(
                build.plan().release(), build.plan().identity(), InstallSteps.tests(build.plan(), build.options()));
    }

    /** @param reasons receives why each bundle is not used, as a sentence */
    private Optional<Staged> take(
            BundleSearch.Found found, BundleSearch.Wanted wanted, Path prefix, Path staged, List<String> reasons)
            throws IOException, InterruptedException {
        if (!found.candidates().isEmpty()) {
            reasons.addAll(found.skipped());
        }
        for (BundleCoordinates candidate : found.candidates()) {
            Optional<Staged> taken = take(candidate, wanted, prefix, staged, reasons);
            if (taken.isPresent()) {
                return taken;
            }
        }
        return Optional.empty();
    }

    /** @param reasons receives why the bundle is not used, as a sentence */
    private Optional<Staged> take(
            BundleCoordinates bundle, BundleSearch.Wanted wanted, Path prefix, Path staged, List<String> reasons)
            throws IOException, InterruptedException {
        Optional<Path> archive;
        Optional<Path> signature;
        try {
            archive = repositories.find(bundle.archive());
            signature = archive.isPresent() ? repositories.find(bundle.signature()) : Optional.empty();
        } catch (FileSystemException | InterruptedIOException local) {
            throw local;
        } catch (IOException e) {
            reasons.add(e.getMessage());
            return Optional.empty();
        }
        if (archive.isEmpty()) {
            reasons.add("The repository describes " + bundle + ", but does not have it.");
            return Optional.empty();
        }
        BundleTrust.Verdict verdict = trust.judge(archive.get(), signature);
        if (!verdict.trusted()) {
            reasons.add("The bundle " + bundle + " is not trusted: " + verdict.sentence());
            return Optional.empty();
        }
        try {
            BundleFile file = BundleFile.read(archive.get(), limits);
            Optional<String> obstacle = search.obstacle(file.description(), wanted);
            if (obstacle.isPresent()) {
                reasons.add("The bundle " + bundle + " " + obstacle.get() + ".");
                return Optional.empty();
            }
            List<String> texts = file.description().texts();
            unpacker.unpack(
                    archive.get(),
                    Optional.of(verdict.sha256()),
                    staged,
                    file.top(),
                    tree -> {
                        file.requireIn(tree);
                        Relocation.place(tree, texts, InstallationSurvey.PLACEHOLDER, staged);
                    },
                    UnpackListener.SILENT);
            boolean exact = BundleSearch.isExact(file.description(), wanted);
            reasons.forEach(listener::skipped);
            listener.taken(new TakenBundle(bundle, exact, verdict.sentence(), Files.size(archive.get())));
            return Optional.of(new Staged(
                    BundleSearch.passed(file.description(), wanted),
                    () -> Relocation.place(staged, texts, staged.toString(), prefix)));
        } catch (NewerFormatException e) {
            reasons.add("The bundle " + bundle + " " + e.clause() + ": update the plugin.");
            return Optional.empty();
        } catch (ConfigException | UnpackException e) {
            reasons.add("The bundle " + bundle + " cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void refused(Failure why) throws BundleException {
        missed("The bundle does not run here: " + why.getMessage());
    }

    private void missed(String why) throws BundleException {
        if (request.required()) {
            throw BundleException.missed(why);
        }
        listener.missed(why);
    }

    /**
     * Returns what {@link #stage} would find, without fetching a bundle: one line for each bundle that was looked at.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public List<String> explain(PlannedBuild build) throws InterruptedException {
        BundleSearch.Wanted wanted = wanted(build);
        try {
            BundleSearch.Found found = search.find(wanted);
            List<String> lines = new ArrayList<>();
            found.candidates().forEach(bundle -> lines.add(bundle + " fits, if its contents are trusted"));
            if (lines.isEmpty()) {
                lines.add(search.sentence(wanted, found));
            } else {
                lines.addAll(found.skipped());
            }
            return lines;
        } catch (IOException unreachable) {
            return List.of(unreachable.getMessage());
        }
    }

    /**
     * A bundle in the local repository.
     *
     * @param coordinates its coordinates
     * @param archive its file
     * @param signature its signature, if it has one
     */
    public record Fetched(BundleCoordinates coordinates, Path archive, Optional<Path> signature) {}

    /**
     * Fetches the bundle that {@link #stage} would take, so that a later run needs no network.
     *
     * @return empty if there is none
     * @throws BundleException if a repository cannot be asked
     * @throws IOException if a file of this machine fails
     */
    public Optional<Fetched> fetch(PlannedBuild build) throws BundleException, IOException, InterruptedException {
        try {
            BundleSearch.Found found = search.find(wanted(build));
            List<String> failed = new ArrayList<>(found.skipped());
            for (BundleCoordinates candidate : found.candidates()) {
                try {
                    Optional<Path> archive = repositories.find(candidate.archive());
                    if (archive.isPresent()) {
                        return Optional.of(
                                new Fetched(candidate, archive.get(), repositories.find(candidate.signature())));
                    }
                } catch (FileSystemException | InterruptedIOException local) {
                    throw local;
                } catch (IOException e) {
                    failed.add(e.getMessage());
                }
            }
            if (!failed.isEmpty()) {
                throw new IOException(String.join(" ", failed));
            }
            return Optional.empty();
        } catch (FileSystemException local) {
            throw local;
        } catch (IOException unreachable) {
            throw BundleException.unreachable(unreachable);
        }
    }
}
