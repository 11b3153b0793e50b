package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Combines all verdicts on an archive into one decision; {@link Verifier} has the table. */
final class VerdictCombiner {

    /**
     * The decision.
     *
     * @param refusal why the archive is refused; empty if it is trusted
     * @param sentence the decision and its reasons, as readable text
     */
    record Decision(Optional<TrustRefusal> refusal, String sentence) {}

    private VerdictCombiner() {}

    /**
     * Combines the verdicts.
     *
     * @param pinned whether a pinned SHA-256 or SHA-512 matches
     */
    static Decision combine(List<EvidenceVerdict> verdicts, boolean pinned, String fileName) {
        boolean vouched = verdicts.stream().anyMatch(verdict -> verdict.effect() == Effect.VOUCHES);
        List<EvidenceVerdict> against = verdicts.stream()
                .filter(verdict -> verdict.kind() != Kind.SIGNATURE_MISSING)
                .filter(verdict -> switch (verdict.effect()) {
                    case REFUSES -> true;
                    case REFUSES_UNLESS_PINNED -> !pinned;
                    case REFUSES_UNLESS_VOUCHED -> !vouched;
                    case VOUCHES, AGREES -> false;
                })
                .sorted(Comparator.comparing(verdict -> TrustRefusal.of(verdict.kind())))
                .toList();
        if (!against.isEmpty()) {
            return new Decision(
                    Optional.of(TrustRefusal.of(against.get(0).kind())),
                    fileName + " is not trusted. " + sentences(against.stream()));
        }
        if (vouched) {
            return new Decision(
                    Optional.empty(),
                    fileName + " is trusted. "
                            + sentences(verdicts.stream().filter(verdict -> verdict.effect() == Effect.VOUCHES)));
        }
        TrustRefusal refusal = insufficient(verdicts);
        return new Decision(Optional.of(refusal), fileName + " is not trusted: " + describe(refusal));
    }

    private static String sentences(Stream<EvidenceVerdict> verdicts) {
        return verdicts.map(EvidenceVerdict::sentence).collect(Collectors.joining(" "));
    }

    /** Returns why evidence is too weak although nothing in it is wrong. */
    private static TrustRefusal insufficient(List<EvidenceVerdict> verdicts) {
        Optional<Algorithm> best = verdicts.stream()
                .filter(EvidenceVerdict::accepted)
                .flatMap(verdict -> verdict.digest().stream())
                .map(Digest::algorithm)
                .max(Comparator.naturalOrder());
        if (best.isEmpty()) {
            return TrustRefusal.NOTHING_PINNED_AND_NO_SIGNATURE;
        }
        return switch (best.get()) {
            case MD5 -> TrustRefusal.MD5_ONLY;
            case SHA1 -> TrustRefusal.SHA1_ONLY;
            case SHA256, SHA512 -> TrustRefusal.CHECKSUM_FILE_ONLY;
        };
    }

    private static String describe(TrustRefusal refusal) {
        return switch (refusal) {
            case MD5_ONLY -> "only its MD5 matches, and anyone can make another file with the same MD5.";
            case SHA1_ONLY -> "only its SHA-1 matches, and it is possible to make another file with the same SHA-1.";
            case CHECKSUM_FILE_ONLY ->
                "only a checksum file vouches for it, and whoever can replace the archive can replace that file too.";
            default -> "no digest is pinned for it, and it has no signature.";
        };
    }
}
