package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import io.github.mesosbuild.verify.Certificate.KeyStatus;
import io.github.mesosbuild.verify.Certificate.Revocation;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentVerifierBuilderProvider;

/** Checks the detached signatures of one archive. */
final class SignatureJudge {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Evidence evidence;
    private final TrustPolicy policy;
    private final boolean pinned;
    private final Instant now;
    private final String file;
    private final ByteSource bytes;

    SignatureJudge(
            Evidence evidence, ByteSource bytes, TrustPolicy policy, boolean pinned, Instant now, Path signature) {
        this.evidence = evidence;
        this.bytes = bytes;
        this.policy = policy;
        this.pinned = pinned;
        this.now = now;
        this.file = signature.getFileName().toString();
    }

    /**
     * Returns one verdict for each signature and each problem of the signature file.
     *
     * @param bytes the archive's bytes
     * @param pinned whether a pinned SHA-256 or SHA-512 matches
     * @throws IOException if the archive cannot be read
     */
    static List<EvidenceVerdict> judge(
            Evidence evidence, ByteSource bytes, TrustPolicy policy, boolean pinned, Instant now) throws IOException {
        Optional<Path> signature = evidence.signature();
        if (signature.isEmpty() || Files.notExists(signature.get())) {
            return List.of(new EvidenceVerdict(
                    Kind.SIGNATURE_MISSING, Effect.REFUSES_UNLESS_VOUCHED, evidence.fileName() + " has no signature."));
        }
        SignatureFile read = SignatureFile.read(signature.get());
        SignatureJudge judge = new SignatureJudge(evidence, bytes, policy, pinned, now, signature.get());
        List<EvidenceVerdict> verdicts = new ArrayList<>();
        for (PGPSignature one : read.signatures()) {
            verdicts.add(judge.judgeSafely(one));
        }
        for (SignatureFile.Problem problem : read.problems()) {
            verdicts.add(new EvidenceVerdict(
                    problem.kind(),
                    Effect.REFUSES_UNLESS_VOUCHED,
                    judge.file + " " + problem.phrase() + "; expected a detached signature."));
        }
        boolean vouched = verdicts.stream().anyMatch(verdict -> verdict.effect() == Effect.VOUCHES);
        return !vouched
                ? verdicts
                : verdicts.stream()
                        .map(verdict ->
                                verdict.accepted() ? verdict : verdict.withEffect(Effect.REFUSES_UNLESS_VOUCHED))
                        .toList();
    }

    // The library throws exceptions of many types for malformed subpackets, and only when they are used.
    private EvidenceVerdict judgeSafely(PGPSignature signature) throws IOException {
        try {
            return judge(signature);
        } catch (RuntimeException e) {
            return new EvidenceVerdict(
                    Kind.SIGNATURE_UNSUPPORTED,
                    Effect.REFUSES_UNLESS_VOUCHED,
                    file + " contains a malformed signature or names a malformed key ("
                            + VisibleText.of("" + e.getMessage()) + ").");
        }
    }

    private EvidenceVerdict judge(PGPSignature signature) throws IOException {
        Issuer issuer = Issuer.of(signature);
        SignatureFacts facts = SignatureFacts.of(signature, issuer, evidence.fileName());
        if (issuer.contradictory()) {
            return facts.verdict(
                    Kind.ISSUER_CONTRADICTORY,
                    Effect.REFUSES,
                    file + " contains a signature that names two different issuers: " + issuer.described() + ".");
        }
        if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            return facts.refused(
                    Kind.SIGNATURE_OF_OTHER_TYPE,
                    String.format(
                            Locale.ROOT,
                            "%s contains a signature of type 0x%02X; only type 0x00 covers the bytes of a file.",
                            file,
                            signature.getSignatureType()));
        }
        Optional<String> unsupported = facts.unsupported();
        if (unsupported.isPresent()) {
            return facts.refused(
                    Kind.SIGNATURE_UNSUPPORTED, file + " contains a signature that " + unsupported.get() + ".");
        }
        List<Candidate> candidates = candidates(issuer);
        if (candidates.isEmpty()) {
            String keys = switch (policy.keys().size()) {
                case 0 -> "no keys are configured";
                case 1 -> "it is not the configured key";
                default -> "it is not one of the " + policy.keys().size() + " configured keys";
            };
            return facts.refused(
                    Kind.KEY_UNKNOWN,
                    file + " was made" + facts.onTime() + " with the unknown key " + issuer.described() + ": " + keys
                            + ".");
        }
        for (Candidate candidate : candidates) {
            try {
                if (verifies(signature, candidate.key)) {
                    return judge(facts.withKey(candidate.certificate, candidate.key), candidate);
                }
            } catch (PGPException | RuntimeException e) {
                return facts.refused(
                        Kind.SIGNATURE_UNSUPPORTED,
                        file + " contains a signature that cannot be checked (" + VisibleText.of("" + e.getMessage())
                                + ").");
            }
        }
        SignatureFacts claimed = facts.withKey(candidates.get(0).certificate, candidates.get(0).key);
        return claimed.verdict(
                Kind.SIGNATURE_BAD,
                Effect.REFUSES,
                "Bad signature: " + evidence.fileName() + " does not match " + file
                        + ", which claims to have been made "
                        + claimed.signer()
                        + ". The archive was changed or damaged, or the signature belongs to another file.");
    }

    private EvidenceVerdict judge(SignatureFacts facts, Candidate candidate) {
        KeyStatus status = candidate.certificate.status(candidate.key);
        Instant signed = facts.signed();
        if (status.flaw().isPresent()) {
            return facts.refused(
                    Kind.KEY_INVALID,
                    facts.statement() + ", but that key is not a valid signing key: "
                            + status.flaw().get() + ".");
        }
        Optional<Revocation> hard = first(status.revocations(), true);
        Optional<Revocation> soft = first(status.revocations(), false);
        Optional<Revocation> fatal =
                hard.or(() -> soft.filter(revocation -> !revocation.when().isAfter(signed)));
        if (fatal.isPresent()) {
            return facts.verdict(
                    Kind.KEY_REVOKED,
                    fatal.get().hard() ? Effect.REFUSES : Effect.REFUSES_UNLESS_VOUCHED,
                    facts.statement() + ", but that key was revoked on "
                            + Quantities.time(fatal.get().when()) + " ("
                            + fatal.get().reason() + ").");
        }
        if (signed.isAfter(now.plus(CLOCK_DIFFERENCE))) {
            return facts.refused(
                    Kind.SIGNED_IN_THE_FUTURE,
                    facts.statement() + ", but that time is in the future; it is now " + Quantities.time(now) + ".");
        }
        if (signed.isBefore(status.created())) {
            return facts.refused(
                    Kind.KEY_YOUNGER_THAN_SIGNATURE,
                    facts.statement() + ", but that key was created later, on " + Quantities.time(status.created())
                            + ".");
        }
        Optional<Instant> expires = facts.expires();
        if (expires.isPresent() && !now.isBefore(expires.get())) {
            return facts.refused(
                    Kind.SIGNATURE_EXPIRED,
                    facts.statement() + ", but the signature expired on " + Quantities.time(expires.get()) + ".");
        }
        if (status.expires().isPresent() && !signed.isBefore(status.expires().get())) {
            return facts.refused(
                    Kind.KEY_EXPIRED_BEFORE_SIGNING,
                    facts.statement() + ", but that key had already expired on "
                            + Quantities.time(status.expires().get()) + ".");
        }
        if (!policy.maySign(candidate.certificate.fingerprint())) {
            return facts.refused(
                    Kind.SIGNER_NOT_ALLOWED,
                    facts.statement() + ", but that key is not allowed to sign this release. Allowed: "
                            + policy.signers().stream()
                                    .map(Fingerprint::hex)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return accept(facts, status, soft);
    }

    private EvidenceVerdict accept(SignatureFacts facts, KeyStatus status, Optional<Revocation> soft) {
        String good = "Good signature: " + facts.statement() + ".";
        if (Algorithms.strength(facts.packet().getHashAlgorithm()) != Algorithms.Strength.STRONG) {
            return weak(facts);
        }
        if (soft.isPresent()) {
            return facts.verdict(
                    Kind.KEY_RETIRED_SINCE,
                    Effect.VOUCHES,
                    good + " The key was revoked later, on "
                            + Quantities.time(soft.get().when()) + " ("
                            + soft.get().reason() + ").");
        }
        if (status.expires().isPresent() && !now.isBefore(status.expires().get())) {
            return facts.verdict(
                    Kind.KEY_EXPIRED_SINCE,
                    Effect.VOUCHES,
                    good + " The key expired later, on "
                            + Quantities.time(status.expires().get()) + ".");
        }
        return facts.verdict(Kind.SIGNATURE_GOOD, Effect.VOUCHES, good);
    }

    private EvidenceVerdict weak(SignatureFacts facts) {
        int algorithm = facts.packet().getHashAlgorithm();
        String matches = facts.statement() + ". The signature matches, but " + Algorithms.hash(algorithm);
        if (Algorithms.strength(algorithm) == Algorithms.Strength.BROKEN) {
            return facts.refused(Kind.SIGNATURE_WEAK, matches + " can be forged, so it proves nothing.");
        }
        if (policy.acceptWeakSignatures()) {
            return facts.verdict(
                    Kind.SIGNATURE_WEAK,
                    Effect.VOUCHES,
                    matches + " is weak; accepted because of mesos.acceptWeakSignatures.");
        }
        if (pinned) {
            return facts.verdict(
                    Kind.SIGNATURE_WEAK,
                    Effect.AGREES,
                    matches + " is weak; accepted because a pinned digest matches too.");
        }
        return facts.refused(
                Kind.SIGNATURE_WEAK, matches + " is weak; it needs a pinned SHA-256 or SHA-512 in addition.");
    }

    private static Optional<Revocation> first(List<Revocation> revocations, boolean hard) {
        return revocations.stream()
                .filter(revocation -> revocation.hard() == hard)
                .min(Comparator.comparing(Revocation::when));
    }

    private record Candidate(Certificate certificate, PGPPublicKey key) {}

    private List<Candidate> candidates(Issuer issuer) {
        List<Candidate> found = new ArrayList<>();
        for (Certificate certificate : policy.keys().certificates()) {
            for (PGPPublicKey key : certificate.keys(issuer.fingerprints(), issuer.ids())) {
                found.add(new Candidate(certificate, key));
            }
        }
        return found;
    }

    // SHA-256 of the JDK takes about half the time of the library's, but the JDK lacks some OpenPGP algorithms.
    private boolean verifies(PGPSignature signature, PGPPublicKey key) throws IOException, PGPException {
        try {
            return verifies(signature, key, new JcaPGPContentVerifierBuilderProvider());
        } catch (PGPException | RuntimeException e) {
            return verifies(signature, key, new BcPGPContentVerifierBuilderProvider());
        }
    }

    private boolean verifies(PGPSignature signature, PGPPublicKey key, PGPContentVerifierBuilderProvider crypto)
            throws IOException, PGPException {
        signature.init(crypto, key);
        bytes.readInto(signature::update);
        return signature.verify();
    }
}
