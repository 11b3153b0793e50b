package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import io.github.mesosbuild.verify.Certificate.Revocation;
import io.github.mesosbuild.verify.Certificate.Standing;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.io.IOException;
import java.io.InputStream;
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

/** Judges the detached signatures of one archive. */
final class SignatureJudge {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Evidence evidence;
    private final TrustPolicy policy;
    private final boolean pinned;
    private final Instant now;
    private final String file;

    SignatureJudge(Evidence evidence, TrustPolicy policy, boolean pinned, Instant now, Path signature) {
        this.evidence = evidence;
        this.policy = policy;
        this.pinned = pinned;
        this.now = now;
        this.file = signature.getFileName().toString();
    }

    /**
     * @throws IOException if the archive cannot be read
     */
    static List<EvidenceVerdict> judge(Evidence evidence, TrustPolicy policy, boolean pinned, Instant now)
            throws IOException {
        Optional<Path> signature = evidence.signature();
        if (signature.isEmpty() || Files.notExists(signature.get())) {
            return List.of(new EvidenceVerdict(
                    Kind.SIGNATURE_MISSING,
                    Effect.REFUSES_UNLESS_VOUCHED,
                    "There is no signature beside " + evidence.fileName() + "."));
        }
        SignatureFile read = SignatureFile.read(signature.get());
        SignatureJudge judge = new SignatureJudge(evidence, policy, pinned, now, signature.get());
        List<EvidenceVerdict> verdicts = new ArrayList<>();
        for (PGPSignature one : read.signatures()) {
            verdicts.add(judge.judgeSafely(one));
        }
        for (SignatureFile.Problem problem : read.problems()) {
            verdicts.add(new EvidenceVerdict(
                    problem.kind(),
                    Effect.REFUSES_UNLESS_VOUCHED,
                    judge.file + " " + problem.phrase() + "; a detached signature is expected."));
        }
        boolean vouched = verdicts.stream().anyMatch(verdict -> verdict.effect() == Effect.VOUCHES);
        return !vouched
                ? verdicts
                : verdicts.stream()
                        .map(verdict -> verdict.accepted() ? verdict : verdict.with(Effect.REFUSES_UNLESS_VOUCHED))
                        .toList();
    }

    // the library answers malformed subpackets with exceptions of every kind, and late
    private EvidenceVerdict judgeSafely(PGPSignature signature) throws IOException {
        try {
            return judge(signature);
        } catch (RuntimeException e) {
            return new EvidenceVerdict(
                    Kind.SIGNATURE_UNSUPPORTED,
                    Effect.REFUSES_UNLESS_VOUCHED,
                    file + " holds a signature, or names a key, that is malformed ("
                            + VisibleText.of("" + e.getMessage()) + ").");
        }
    }

    private EvidenceVerdict judge(PGPSignature signature) throws IOException {
        Issuer issuer = Issuer.of(signature);
        SignatureFacts claim = SignatureFacts.of(signature, issuer, evidence.fileName());
        if (issuer.contradictory()) {
            return claim.verdict(
                    Kind.ISSUER_CONTRADICTORY,
                    Effect.REFUSES,
                    file + " holds a signature that names two different keys as its maker: " + issuer.described()
                            + ".");
        }
        if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            return claim.refused(
                    Kind.SIGNATURE_OF_OTHER_TYPE,
                    String.format(
                            Locale.ROOT,
                            "%s holds a signature of type 0x%02X, which does not vouch for the bytes of a file (0x00 does).",
                            file,
                            signature.getSignatureType()));
        }
        Optional<String> unknown = claim.unsupported();
        if (unknown.isPresent()) {
            return claim.refused(
                    Kind.SIGNATURE_UNSUPPORTED, file + " holds a signature that uses " + unknown.get() + ".");
        }
        List<Candidate> candidates = candidates(issuer);
        if (candidates.isEmpty()) {
            String given = switch (policy.keys().size()) {
                case 0 -> "no keys were given";
                case 1 -> "it is not the one key that was given";
                default -> "it is none of the " + policy.keys().size() + " keys that were given";
            };
            return claim.refused(
                    Kind.KEY_UNKNOWN,
                    file + " was made" + claim.time() + " with the key " + issuer.described() + "; " + given + ".");
        }
        for (Candidate candidate : candidates) {
            try {
                if (fits(signature, candidate.key)) {
                    return judge(claim.by(candidate.certificate, candidate.key), candidate);
                }
            } catch (PGPException | RuntimeException e) {
                return claim.refused(
                        Kind.SIGNATURE_UNSUPPORTED,
                        file + " holds a signature that cannot be checked (" + VisibleText.of("" + e.getMessage())
                                + ").");
            }
        }
        SignatureFacts by = claim.by(candidates.get(0).certificate, candidates.get(0).key);
        return by.verdict(
                Kind.SIGNATURE_BAD,
                Effect.REFUSES,
                file + " says: " + by.deed() + "; but the bytes of " + evidence.fileName()
                        + " are not those that were signed. They were changed or damaged, or this is the signature of"
                        + " another file.");
    }

    private EvidenceVerdict judge(SignatureFacts claim, Candidate candidate) {
        Standing standing = candidate.certificate.standing(candidate.key);
        Instant signed = claim.signed();
        if (standing.flaw().isPresent()) {
            return claim.refused(
                    Kind.KEY_INVALID,
                    claim.deed() + ", which is no valid signing key: "
                            + standing.flaw().get() + ".");
        }
        Optional<Revocation> hard = first(standing.revocations(), true);
        Optional<Revocation> soft = first(standing.revocations(), false);
        Optional<Revocation> fatal =
                hard.or(() -> soft.filter(revocation -> !revocation.when().isAfter(signed)));
        if (fatal.isPresent()) {
            return claim.verdict(
                    Kind.KEY_REVOKED,
                    fatal.get().hard() ? Effect.REFUSES : Effect.REFUSES_UNLESS_VOUCHED,
                    claim.deed() + ", which was revoked on "
                            + Quantities.time(fatal.get().when()) + " ("
                            + fatal.get().reason() + ").");
        }
        if (signed.isAfter(now.plus(CLOCK_DIFFERENCE))) {
            return claim.refused(
                    Kind.SIGNED_IN_THE_FUTURE,
                    claim.deed() + "; that is in the future: now it is " + Quantities.time(now) + ".");
        }
        if (signed.isBefore(standing.created())) {
            return claim.refused(
                    Kind.KEY_YOUNGER_THAN_SIGNATURE,
                    claim.deed() + ", which was made only on " + Quantities.time(standing.created()) + ".");
        }
        Optional<Instant> limit = claim.limit();
        if (limit.isPresent() && !now.isBefore(limit.get())) {
            return claim.refused(
                    Kind.SIGNATURE_EXPIRED,
                    claim.deed() + "; the signature was valid until " + Quantities.time(limit.get()) + " only.");
        }
        if (standing.expires().isPresent()
                && !signed.isBefore(standing.expires().get())) {
            return claim.refused(
                    Kind.KEY_EXPIRED_BEFORE_SIGNING,
                    claim.deed() + ", which had expired before, on "
                            + Quantities.time(standing.expires().get()) + ".");
        }
        if (!policy.maySign(candidate.certificate.fingerprint())) {
            return claim.refused(
                    Kind.SIGNER_NOT_ALLOWED,
                    claim.deed() + ", which is known but may not sign this release; that may "
                            + policy.signers().stream()
                                    .map(Fingerprint::hex)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + " only.");
        }
        return accept(claim, standing, soft);
    }

    private EvidenceVerdict accept(SignatureFacts claim, Standing standing, Optional<Revocation> soft) {
        String good = claim.deed() + ": the signature is good";
        if (Algorithms.strength(claim.signature().getHashAlgorithm()) != Algorithms.Strength.STRONG) {
            return weak(claim);
        }
        if (soft.isPresent()) {
            return claim.verdict(
                    Kind.KEY_RETIRED_SINCE,
                    Effect.VOUCHES,
                    good + ". The key was revoked later, on "
                            + Quantities.time(soft.get().when()) + " ("
                            + soft.get().reason() + ").");
        }
        if (standing.expires().isPresent() && !now.isBefore(standing.expires().get())) {
            return claim.verdict(
                    Kind.KEY_EXPIRED_SINCE,
                    Effect.VOUCHES,
                    good + ". The key expired later, on "
                            + Quantities.time(standing.expires().get()) + ".");
        }
        return claim.verdict(Kind.SIGNATURE_GOOD, Effect.VOUCHES, good + ".");
    }

    private EvidenceVerdict weak(SignatureFacts claim) {
        int algorithm = claim.signature().getHashAlgorithm();
        String fits = claim.deed() + ": the signature fits, but " + Algorithms.hash(algorithm);
        if (Algorithms.strength(algorithm) == Algorithms.Strength.BROKEN) {
            return claim.refused(Kind.SIGNATURE_WEAK, fits + " can be forged, so it proves nothing.");
        }
        if (policy.acceptWeakSignatures()) {
            return claim.verdict(
                    Kind.SIGNATURE_WEAK, Effect.VOUCHES, fits + " is weak; it is accepted because that was asked for.");
        }
        if (pinned) {
            return claim.verdict(
                    Kind.SIGNATURE_WEAK,
                    Effect.AGREES,
                    fits + " is weak; it is accepted because a pinned digest matches as well.");
        }
        return claim.refused(
                Kind.SIGNATURE_WEAK, fits + " is weak; it would need a pinned SHA-256 or SHA-512 beside it.");
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

    // Java's own SHA-256 takes about half the time of the library's, but Java does not know every algorithm of OpenPGP
    private boolean fits(PGPSignature signature, PGPPublicKey key) throws IOException, PGPException {
        try {
            return fits(signature, key, new JcaPGPContentVerifierBuilderProvider());
        } catch (PGPException | RuntimeException e) {
            return fits(signature, key, new BcPGPContentVerifierBuilderProvider());
        }
    }

    private boolean fits(PGPSignature signature, PGPPublicKey key, PGPContentVerifierBuilderProvider crypto)
            throws IOException, PGPException {
        signature.init(crypto, key);
        try (InputStream in = Files.newInputStream(evidence.file())) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                signature.update(buffer, 0, read);
            }
        }
        return signature.verify();
    }
}
