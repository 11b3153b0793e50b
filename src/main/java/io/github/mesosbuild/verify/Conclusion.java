package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.verify.Verdict.Effect;
import io.github.mesosbuild.verify.Verdict.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all verdicts together mean; {@link Verifier} has the table. */
record Conclusion(Optional<Refusal> refusal, String sentence) {

    /**
     * @param pinned whether a pinned SHA-256 or SHA-512 matches
     */
    static Conclusion of(List<Verdict> verdicts, boolean pinned, String fileName) {
        boolean vouched = verdicts.stream().anyMatch(verdict -> verdict.effect() == Effect.VOUCHES);
        List<Verdict> against = verdicts.stream()
                .filter(verdict -> verdict.kind() != Kind.SIGNATURE_MISSING)
                .filter(verdict -> switch (verdict.effect()) {
                    case REFUSES -> true;
                    case REFUSES_UNLESS_PINNED -> !pinned;
                    case REFUSES_UNLESS_VOUCHED -> !vouched;
                    case VOUCHES, AGREES -> false;
                })
                .sorted(Comparator.comparing(verdict -> Refusal.of(verdict.kind())))
                .toList();
        if (!against.isEmpty()) {
            return new Conclusion(
                    Optional.of(Refusal.of(against.get(0).kind())),
                    fileName + " is not trusted. " + sentences(against.stream()));
        }
        if (vouched) {
            return new Conclusion(
                    Optional.empty(),
                    fileName + " is trusted. "
                            + sentences(verdicts.stream().filter(verdict -> verdict.effect() == Effect.VOUCHES)));
        }
        Refusal lack = lack(verdicts);
        return new Conclusion(Optional.of(lack), fileName + " is not trusted: " + describe(lack));
    }

    private static String sentences(Stream<Verdict> verdicts) {
        return verdicts.map(Verdict::sentence).collect(Collectors.joining(" "));
    }

    private static Refusal lack(List<Verdict> verdicts) {
        Optional<Algorithm> best = verdicts.stream()
                .filter(Verdict::accepted)
                .flatMap(verdict -> verdict.digest().stream())
                .map(Digest::algorithm)
                .max(Comparator.naturalOrder());
        if (best.isEmpty()) {
            return Refusal.NOTHING_PINNED_AND_NO_SIGNATURE;
        }
        return switch (best.get()) {
            case MD5 -> Refusal.MD5_ONLY;
            case SHA1 -> Refusal.SHA1_ONLY;
            case SHA256, SHA512 -> Refusal.CHECKSUM_FILE_ONLY;
        };
    }

    private static String describe(Refusal lack) {
        return switch (lack) {
            case MD5_ONLY -> "only its MD5 matches, and other files with the same MD5 can be made by anybody.";
            case SHA1_ONLY -> "only its SHA-1 matches, and other files with the same SHA-1 can be made.";
            case CHECKSUM_FILE_ONLY ->
                "only a checksum file speaks for it, and whoever could change the archive could change that as well.";
            default -> "no digest of it is pinned, and there is no signature beside it.";
        };
    }
}
