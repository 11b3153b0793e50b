package io.github.mesosbuild.bundle;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.verify.DigestedFile;
import io.github.mesosbuild.verify.Evidence;
import io.github.mesosbuild.verify.TrustPolicy;
import io.github.mesosbuild.verify.Verification;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether a bundle may be unpacked. */
final class BundleTrust {
    private final BundleRequest request;
    private final Verifier verifier;

    BundleTrust(BundleRequest request, Verifier verifier) {
        this.request = request;
        this.verifier = verifier;
    }

    /**
     * The verdict on a bundle.
     *
     * @param trusted whether it may be unpacked
     * @param sentence the reasons
     * @param sha256 the digest of the bytes that the verdict is about
     */
    record Verdict(boolean trusted, String sentence, Digest sha256) {}

    /**
     * Judges a bundle. Its digest and its signature are computed from the same bytes.
     *
     * @throws IOException if the archive cannot be read
     */
    Verdict judge(Path archive, Optional<Path> signature) throws IOException {
        DigestedFile bytes = new DigestedFile(archive);
        boolean proof = !request.pins().isEmpty() || request.keys().size() > 0;
        if (!proof) {
            return new Verdict(
                    request.trustRepository(),
                    request.trustRepository()
                            ? "The repository is trusted (mesos.bundles.trust=repository)."
                            : "Nothing proves " + archive.getFileName() + ": no key is named and no digest is pinned.",
                    bytes.sha256());
        }
        // Without pins, the signature's reading of the file is the only one.
        Map<Digest.Algorithm, Digest> digests =
                request.pins().isEmpty() ? Map.of() : Map.of(Digest.Algorithm.SHA256, bytes.sha256());
        String name = archive.getFileName().toString();
        try {
            Verification verification = verifier.verify(
                    new Evidence(archive, name, Files.size(archive), digests, signature, List.of()),
                    new TrustPolicy(pins(digests), request.keys(), request.signers(), false),
                    bytes);
            return new Verdict(verification.trusted(), verification.sentence(), bytes.sha256());
        } catch (DigestedFile.ChangedException e) {
            return new Verdict(false, e.getMessage(), bytes.sha256());
        }
    }

    /** Returns the pins that the archive must match: the one that it matches, if the user lists several; else any. */
    private List<Pin> pins(Map<Digest.Algorithm, Digest> actual) {
        List<Pin> pins = request.pins().stream()
                .map(digest -> new Pin(digest, "mesos.bundles.sha256"))
                .toList();
        List<Pin> matching =
                pins.stream().filter(pin -> actual.containsValue(pin.digest())).toList();
        if (!matching.isEmpty()) {
            return matching;
        }
        return request.keys().size() > 0 ? List.of() : pins.stream().limit(1).toList();
    }
}
