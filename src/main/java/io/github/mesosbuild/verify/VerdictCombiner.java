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

/** What all verdicts together mean; {@link Verifier} has the table. */
record VerdictCombiner(Optional<TrustRefusal> refusal, String sentence) {

    /**
     * @param pinned whether a pinned SHA-256 or SHA-512 matches
     */
    static VerdictCombiner of(List<EvidenceVerdict> verdicts, boolean pinned, String fileName) {
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
            return new VerdictCombiner(
                    Optional.of(TrustRefusal.of(against.get(0).kind())),
                    fileName + " is not trusted. " + sentences(against.stream()));
        }
        if (vouched) {
            return new VerdictCombiner(
                    Optional.empty(),
                    fileName + " is trusted. "
                            + sentences(verdicts.stream().filter(verdict -> verdict.effect() == Effect.VOUCHES)));
        }
        TrustRefusal lack = lack(verdicts);
        return new VerdictCombiner(Optional.of(lack), fileName + " is not trusted: " + describe(lack));
    }

    private static String sentences(Stream<EvidenceVerdict> verdicts) {
        return verdicts.map(EvidenceVerdict::sentence).collect(Collectors.joining(" "));
    }

    private static TrustRefusal lack(List<EvidenceVerdict> verdicts) {
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

    private static String describe(TrustRefusal lack) {
        return switch (lack) {
            case MD5_ONLY -> "only its MD5 matches, and other files with the same MD5 can be made by anybody.";
            case SHA1_ONLY -> "only its SHA-1 matches, and other files with the same SHA-1 can be made.";
            case CHECKSUM_FILE_ONLY ->
                "only a checksum file speaks for it, and whoever could change the archive could change that as well.";
            default -> "no digest of it is pinned, and there is no signature beside it.";
        };
    }
}
