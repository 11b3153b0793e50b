package io.github.mesosbuild.bundle;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
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

    /** @throws IOException if the archive cannot be read */
    Verdict judge(Path archive, Optional<Path> signature) throws IOException {
        Digest sha256 = Verifier.digest(archive, Digest.Algorithm.SHA256);
        boolean proof = !request.pins().isEmpty() || request.keys().size() > 0;
        if (!proof) {
            return new Verdict(
                    request.trustRepository(),
                    request.trustRepository()
                            ? "The repository is trusted (mesos.bundles.trust=repository)."
                            : "Nothing proves " + archive.getFileName() + ": no key is named and no digest is pinned.",
                    sha256);
        }
        String name = archive.getFileName().toString();
        Verification verification = verifier.verify(
                new Evidence(
                        archive, name, Files.size(archive), Map.of(sha256.algorithm(), sha256), signature, List.of()),
                new TrustPolicy(pins(sha256), request.keys(), request.signers(), false));
        return new Verdict(verification.trusted(), verification.sentence(), sha256);
    }

    /** Returns the pins that the archive must match: the one that it matches, if the user lists several; else any. */
    private List<Pin> pins(Digest actual) {
        List<Pin> pins = request.pins().stream()
                .map(digest -> new Pin(digest, "mesos.bundles.sha256"))
                .toList();
        List<Pin> matching =
                pins.stream().filter(pin -> pin.digest().equals(actual)).toList();
        if (!matching.isEmpty()) {
            return matching;
        }
        return request.keys().size() > 0 ? List.of() : pins.stream().limit(1).toList();
    }
}
