package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.fetch.ArchiveCache;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Patch;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches patches from their addresses into the cache of archives, by the digests in the recipe. */
final class PatchSupply {
    private final ArchiveRequest request;
    private final Fetcher fetcher;
    private final Sleeper sleeper;
    private final PipelineListener listener;
    private final ArchiveCache cache;

    PatchSupply(ArchiveRequest request, Fetcher fetcher, Sleeper sleeper, PipelineListener listener) {
        this.request = request;
        this.fetcher = fetcher;
        this.sleeper = sleeper;
        this.listener = listener;
        this.cache = new ArchiveCache(request.cacheDirectory());
    }

    /** Fetches all patches that some machine applies to the release, whether or not this machine does. */
    void fetchAll() throws Failure, IOException, InterruptedException {
        Release release = request.release();
        for (Quirk quirk : release.quirks()) {
            Optional<Patch> remote = quirk.patch().filter(Patch::remote);
            if (remote.isPresent() && quirk.when().permits(Release.OWN_VERSION, release.version())) {
                fetched(remote.get());
            }
        }
    }

    /** Returns the plan with the contents of its patches. */
    BuildPlan fetch(BuildPlan plan) throws Failure, IOException, InterruptedException {
        List<Quirk> quirks = new ArrayList<>();
        for (Quirk quirk : plan.quirks()) {
            boolean remote = quirk.patch().filter(Patch::remote).isPresent();
            quirks.add(remote ? quirk.with(fetched(quirk.patch().get())) : quirk);
        }
        return plan.fetched(quirks);
    }

    private Patch fetched(Patch patch) throws Failure, IOException, InterruptedException {
        Digest expected = patch.sha256().orElseThrow();
        Path place = cache.place(expected, patch.name());
        Optional<Patch> found = read(patch, place);
        if (found.isPresent()) {
            return found.get();
        }
        String name = "the patch " + patch.name();
        try (FileLock lock = cache.lock(name, request.limits().time(), sleeper, listener::waitingForArchive)) {
            Optional<Patch> meanwhile = read(patch, place);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            FetchRequest wanted = new FetchRequest(
                    name,
                    patch.name(),
                    List.of(new Source.Remote(URI.create(patch.place()), Optional.empty())),
                    List.of(new Pin(expected, "recipe " + request.release().recipe())),
                    List.of(),
                    request.offline(),
                    request.limits());
            fetcher.fetch(wanted, cache, cache::admit);
        }
        return read(patch, place)
                .orElseThrow(() -> new IOException(patch.name() + " is larger than " + Quantities.bytes(Patch.LARGEST)
                        + ", too large for a patch"));
    }

    /** What is in the cache counts only with the digest of the recipe. */
    private static Optional<Patch> read(Patch patch, Path place) throws IOException {
        if (!Files.isRegularFile(place)
                || Files.size(place) > Patch.LARGEST
                || !Verifier.digest(place, Digest.Algorithm.SHA256)
                        .equals(patch.sha256().orElseThrow())) {
            return Optional.empty();
        }
        Patch read = patch.with(Files.readAllBytes(place));
        return read.sha256().equals(patch.sha256()) ? Optional.of(read) : Optional.empty();
    }
}
