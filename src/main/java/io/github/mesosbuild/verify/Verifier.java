package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether an archive may be trusted. It fails closed: trusted is what has a pinned SHA-256 or SHA-512 or a good
 * signature by an allowed key, and has nothing against it. What is against it depends on what else is known:
 *
 * <table>
 *   <caption>What refuses an archive</caption>
 *   <tr><th>found</th><th>a pinned SHA-256 or SHA-512 matches</th><th>only a good signature</th><th>neither</th></tr>
 *   <tr><td>a pin that does not match, of any algorithm</td><td>refused</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>a signature that is bad, contradicts itself, or is by a revoked key (compromised or without reason)</td>
 *       <td>refused</td><td>said</td><td>refused</td></tr>
 *   <tr><td>a SHA-256 or SHA-512 checksum that disagrees or contradicts</td>
 *       <td>refused</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>a checksum file for these that is truncated, foreign, empty or unreadable</td>
 *       <td>said</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>an MD5 or SHA-1 checksum that disagrees or contradicts</td>
 *       <td>said</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>a checksum file for these that is truncated, foreign, empty or unreadable</td>
 *       <td>said</td><td>said</td><td>refused</td></tr>
 *   <tr><td>a signature that is missing, by an unknown, not allowed, expired, retired, invalid key, expired, from the
 *       future, over MD5, not detached or not to be understood</td><td>said</td><td>said</td><td>refused</td></tr>
 *   <tr><td>a signature over SHA-1 or RIPEMD-160</td><td>accepted</td><td>said</td>
 *       <td>refused unless {@link TrustPolicy#acceptWeakSignatures}</td></tr>
 *   <tr><td>no more than pinned MD5 or SHA-1 digests or checksum files that agree</td>
 *       <td>accepted</td><td>accepted</td><td>refused</td></tr>
 * </table>
 *
 * <p>"Said" means that the verdict is in the list and the archive is trusted nevertheless. A signature file may hold
 * several signatures: one good one is enough. Keys that were given as somebody's designated revoker are not heard.
 */
public final class Verifier {
    private final Clock clock;

    /**
     * @param clock tells whether keys and signatures have expired
     */
    public Verifier(Clock clock) {
        this.clock = clock;
    }

    /**
     * Judges all evidence; a refusal is a value too.
     *
     * @throws IOException if the archive itself cannot be read; a signature or checksum file that cannot be read has its
     *     verdict
     */
    public Verification verify(Evidence evidence, TrustPolicy policy) throws IOException {
        Instant now = clock.instant();
        Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
        digests.putAll(evidence.digests());
        List<EvidenceVerdict> verdicts = new ArrayList<>();
        for (Pin pin : policy.pins()) {
            verdicts.add(judge(pin, digest(evidence, digests, pin.digest().algorithm()), evidence.fileName()));
        }
        boolean pinned = verdicts.stream().anyMatch(verdict -> verdict.effect() == Effect.VOUCHES);
        verdicts.addAll(judgeChecksums(evidence, digests));
        verdicts.addAll(SignatureJudge.judge(evidence, policy, pinned, now));
        VerdictCombiner conclusion = VerdictCombiner.of(verdicts, pinned, evidence.fileName());
        return new Verification(
                verdicts, conclusion.refusal(), conclusion.sentence(), policy.pins(), policy.signers(), now);
    }

    private static EvidenceVerdict judge(Pin pin, Digest actual, String fileName) {
        if (!pin.digest().equals(actual)) {
            return new EvidenceVerdict(
                    Kind.PIN_MISMATCHED,
                    Effect.REFUSES,
                    fileName + " has the " + actual + ", but " + pin.origin() + " pins "
                            + pin.digest().hex() + ".",
                    Optional.of(pin.digest()),
                    Optional.empty());
        }
        boolean strong = actual.algorithm().strong();
        return new EvidenceVerdict(
                Kind.PIN_MATCHED,
                strong ? Effect.VOUCHES : Effect.AGREES,
                fileName + " has the " + actual + " that " + pin.origin() + " pins"
                        + (strong ? "." : "; " + actual.algorithm().jcaName() + " proves nothing by itself."),
                Optional.of(actual),
                Optional.empty());
    }

    private static List<EvidenceVerdict> judgeChecksums(Evidence evidence, Map<Algorithm, Digest> digests)
            throws IOException {
        List<EvidenceVerdict> verdicts = new ArrayList<>();
        for (Path file : evidence.checksumFiles()) {
            ChecksumFile.Reading reading = ChecksumFile.read(file, evidence.fileName());
            String name = file.getFileName().toString();
            if (reading instanceof ChecksumFile.Stated stated) {
                for (Digest digest : stated.digests()) {
                    verdicts.add(
                            judge(digest, digest(evidence, digests, digest.algorithm()), name, evidence.fileName()));
                }
            } else if (reading instanceof ChecksumFile.Unusable unusable) {
                boolean weak = ChecksumFile.bySuffix(name)
                        .map(algorithm -> !algorithm.strong())
                        .orElse(false);
                verdicts.add(judge(unusable, weak, name));
            }
        }
        contradiction(verdicts, evidence.fileName()).ifPresent(verdicts::add);
        return verdicts;
    }

    private static EvidenceVerdict judge(Digest stated, Digest actual, String checksumFile, String fileName) {
        if (stated.equals(actual)) {
            return new EvidenceVerdict(
                    Kind.CHECKSUM_AGREED,
                    Effect.AGREES,
                    checksumFile + " states the " + actual + " that " + fileName + " has.",
                    Optional.of(stated),
                    Optional.empty());
        }
        return new EvidenceVerdict(
                Kind.CHECKSUM_DISAGREED,
                stated.algorithm().strong() ? Effect.REFUSES : Effect.REFUSES_UNLESS_PINNED,
                checksumFile + " states the " + stated + ", but " + fileName + " has " + actual.hex() + ".",
                Optional.of(stated),
                Optional.empty());
    }

    private static EvidenceVerdict judge(ChecksumFile.Unusable unusable, boolean weak, String checksumFile) {
        Effect damaged = weak ? Effect.REFUSES_UNLESS_VOUCHED : Effect.REFUSES_UNLESS_PINNED;
        Effect contradictory = weak ? Effect.REFUSES_UNLESS_PINNED : Effect.REFUSES;
        Kind kind = switch (unusable.reason()) {
            case TRUNCATED -> Kind.CHECKSUM_TRUNCATED;
            case FOREIGN -> Kind.CHECKSUM_FOREIGN;
            case EMPTY -> Kind.CHECKSUM_EMPTY;
            case UNREADABLE -> Kind.CHECKSUM_UNREADABLE;
            case CONTRADICTORY -> Kind.CHECKSUM_CONTRADICTORY;
        };
        return new EvidenceVerdict(
                kind,
                kind == Kind.CHECKSUM_CONTRADICTORY ? contradictory : damaged,
                checksumFile + " " + unusable.detail() + ".");
    }

    private static Optional<EvidenceVerdict> contradiction(List<EvidenceVerdict> verdicts, String fileName) {
        boolean agreed = verdicts.stream().anyMatch(verdict -> verdict.kind() == Kind.CHECKSUM_AGREED);
        return verdicts.stream()
                .filter(verdict -> agreed && verdict.kind() == Kind.CHECKSUM_DISAGREED)
                .map(EvidenceVerdict::effect)
                .max(Comparator.naturalOrder())
                .map(effect -> new EvidenceVerdict(
                        Kind.CHECKSUM_CONTRADICTORY,
                        effect,
                        "The checksums published beside " + fileName
                                + " contradict each other: some agree with it and some do not."));
    }

    private static Digest digest(Evidence evidence, Map<Algorithm, Digest> known, Algorithm algorithm)
            throws IOException {
        Digest digest = known.get(algorithm);
        if (digest == null) {
            digest = compute(evidence.file(), algorithm);
            known.put(algorithm, digest);
        }
        return digest;
    }

    static Digest compute(Path file, Algorithm algorithm) throws IOException {
        return compute(file, EnumSet.of(algorithm)).get(algorithm);
    }

    static Map<Algorithm, Digest> compute(Path file, Set<Algorithm> algorithms) throws IOException {
        Map<Algorithm, MessageDigest> running = new EnumMap<>(Algorithm.class);
        for (Algorithm algorithm : algorithms) {
            try {
                running.put(algorithm, MessageDigest.getInstance(algorithm.jcaName()));
            } catch (NoSuchAlgorithmException e) {
                throw new IOException("This Java cannot compute " + algorithm.jcaName() + ".", e);
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (MessageDigest digest : running.values()) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
        running.forEach((algorithm, digest) ->
                digests.put(algorithm, new Digest(algorithm, HexFormat.of().formatHex(digest.digest()))));
        return digests;
    }
}
