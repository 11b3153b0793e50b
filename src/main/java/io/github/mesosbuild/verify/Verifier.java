package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.io.IOException;
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
 * Decides whether an archive is trusted. It fails closed: an archive is trusted only if it has a pinned SHA-256 or SHA-512, or
 * a good signature by an allowed key, and if no other finding refuses it. Whether a finding refuses it depends on the rest of
 * the evidence:
 *
 * <table>
 *   <caption>Findings that refuse an archive</caption>
 *   <tr><th>finding</th><th>a pinned SHA-256 or SHA-512 matches</th><th>only a good signature</th><th>neither</th></tr>
 *   <tr><td>a pin that does not match, of any algorithm</td><td>refused</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>a signature that is bad, contradicts itself, or is by a key that was revoked as compromised or without a reason</td>
 *       <td>refused</td><td>reported</td><td>refused</td></tr>
 *   <tr><td>a SHA-256 or SHA-512 checksum that does not match or is contradictory</td>
 *       <td>refused</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>such a checksum file that is truncated, for other files, empty or unreadable</td>
 *       <td>reported</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>an MD5 or SHA-1 checksum that does not match or is contradictory</td>
 *       <td>reported</td><td>refused</td><td>refused</td></tr>
 *   <tr><td>such a checksum file that is truncated, for other files, empty or unreadable</td>
 *       <td>reported</td><td>reported</td><td>refused</td></tr>
 *   <tr><td>a signature that is missing, expired, from the future, over MD5, not detached or unreadable, or by a key that
 *       is unknown, not allowed, expired, retired or invalid</td><td>reported</td><td>reported</td><td>refused</td></tr>
 *   <tr><td>a signature over SHA-1 or RIPEMD-160</td><td>accepted</td><td>reported</td>
 *       <td>refused unless {@link TrustPolicy#acceptWeakSignatures}</td></tr>
 *   <tr><td>nothing but matching checksum files or pinned MD5 or SHA-1 digests</td>
 *       <td>accepted</td><td>accepted</td><td>refused</td></tr>
 * </table>
 *
 * <p>"Reported" means that the verdict is listed and the archive is trusted nevertheless. A signature file can contain several
 * signatures, of which one good one is enough. Designated revokers are not supported.
 */
public final class Verifier {
    private final Clock clock;

    /**
     * Creates a verifier.
     *
     * @param clock the clock that decides whether keys and signatures have expired
     */
    public Verifier(Clock clock) {
        this.clock = clock;
    }

    /**
     * Checks all evidence. A refusal is returned as a value, not thrown.
     *
     * @throws IOException if the archive cannot be read; an unreadable signature or checksum file gets a verdict instead
     */
    public Verification verify(Evidence evidence, TrustPolicy policy) throws IOException {
        return verify(evidence, policy, ByteSource.of(evidence.file()));
    }

    /**
     * Checks all evidence, and digests the bytes that are compared with signatures.
     *
     * @param bytes the archive; its digest is that of the bytes that the result is about
     * @throws IOException if the archive cannot be read, or changes meanwhile
     */
    public Verification verify(Evidence evidence, TrustPolicy policy, DigestedFile bytes) throws IOException {
        return verify(evidence, policy, (ByteSource) bytes);
    }

    private Verification verify(Evidence evidence, TrustPolicy policy, ByteSource bytes) throws IOException {
        Instant now = clock.instant();
        Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
        digests.putAll(evidence.digests());
        List<EvidenceVerdict> verdicts = new ArrayList<>();
        for (Pin pin : policy.pins()) {
            verdicts.add(judge(pin, digest(evidence, digests, pin.digest().algorithm()), evidence.fileName()));
        }
        boolean pinned = verdicts.stream().anyMatch(verdict -> verdict.effect() == Effect.VOUCHES);
        verdicts.addAll(judgeChecksums(evidence, digests));
        verdicts.addAll(SignatureJudge.judge(evidence, bytes, policy, pinned, now));
        VerdictCombiner.Decision decision = VerdictCombiner.combine(verdicts, pinned, evidence.fileName());
        return new Verification(
                verdicts, decision.refusal(), decision.sentence(), policy.pins(), policy.signers(), now);
    }

    private static EvidenceVerdict judge(Pin pin, Digest actual, String fileName) {
        if (!pin.digest().equals(actual)) {
            return new EvidenceVerdict(
                    Kind.PIN_MISMATCHED,
                    Effect.REFUSES,
                    fileName + " does not match the " + actual.algorithm().jcaName() + " pinned by " + pin.origin()
                            + ": expected " + pin.digest().hex() + ", got " + actual.hex() + ".",
                    Optional.of(pin.digest()),
                    Optional.empty());
        }
        boolean strong = actual.algorithm().strong();
        return new EvidenceVerdict(
                Kind.PIN_MATCHED,
                strong ? Effect.VOUCHES : Effect.AGREES,
                fileName + " matches the " + actual + " pinned by " + pin.origin() + "."
                        + (strong ? "" : " " + actual.algorithm().jcaName() + " alone proves nothing."),
                Optional.of(actual),
                Optional.empty());
    }

    private static List<EvidenceVerdict> judgeChecksums(Evidence evidence, Map<Algorithm, Digest> digests)
            throws IOException {
        List<EvidenceVerdict> verdicts = new ArrayList<>();
        for (Path file : evidence.checksumFiles()) {
            ChecksumFile.Reading reading = ChecksumFile.read(file, evidence.fileName());
            String name = file.getFileName().toString();
            if (reading instanceof ChecksumFile.Listed listed) {
                for (Digest digest : listed.digests()) {
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

    private static EvidenceVerdict judge(Digest listed, Digest actual, String checksumFile, String fileName) {
        if (listed.equals(actual)) {
            return new EvidenceVerdict(
                    Kind.CHECKSUM_AGREED,
                    Effect.AGREES,
                    fileName + " matches the " + actual + " in " + checksumFile + ".",
                    Optional.of(listed),
                    Optional.empty());
        }
        return new EvidenceVerdict(
                Kind.CHECKSUM_DISAGREED,
                listed.algorithm().strong() ? Effect.REFUSES : Effect.REFUSES_UNLESS_PINNED,
                fileName + " does not match the " + listed.algorithm().jcaName() + " in " + checksumFile + ": expected "
                        + listed.hex() + ", got " + actual.hex() + ".",
                Optional.of(listed),
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
                        "The checksum files of " + fileName
                                + " contradict each other: some match it and some do not."));
    }

    private static Digest digest(Evidence evidence, Map<Algorithm, Digest> known, Algorithm algorithm)
            throws IOException {
        Digest digest = known.get(algorithm);
        if (digest == null) {
            digest = digest(evidence.file(), algorithm);
            known.put(algorithm, digest);
        }
        return digest;
    }

    /**
     * Returns the digest of a file.
     *
     * @throws IOException if the file cannot be read
     */
    public static Digest digest(Path file, Algorithm algorithm) throws IOException {
        return compute(file, EnumSet.of(algorithm)).get(algorithm);
    }

    static Map<Algorithm, Digest> compute(Path file, Set<Algorithm> algorithms) throws IOException {
        Map<Algorithm, MessageDigest> running = new EnumMap<>(Algorithm.class);
        for (Algorithm algorithm : algorithms) {
            try {
                running.put(algorithm, MessageDigest.getInstance(algorithm.jcaName()));
            } catch (NoSuchAlgorithmException e) {
                throw new IOException("This JVM does not support " + algorithm.jcaName() + ".", e);
            }
        }
        ByteSource.of(file).readInto((buffer, offset, length) -> {
            for (MessageDigest digest : running.values()) {
                digest.update(buffer, offset, length);
            }
        });
        Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
        running.forEach((algorithm, digest) ->
                digests.put(algorithm, new Digest(algorithm, HexFormat.of().formatHex(digest.digest()))));
        return digests;
    }
}
