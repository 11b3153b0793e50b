package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/**
 * What one signature says of itself, and of whom.
 *
 * @param signature as it was read
 * @param facts the same as a value
 * @param fileName of the archive
 */
record SignatureFacts(PGPSignature signature, Signature facts, String fileName) {
    private static final Set<Integer> UNDERSTOOD_IF_CRITICAL = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.EXPORTABLE,
            SignatureSubpacketTags.REVOCABLE,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.SIGNER_USER_ID,
            SignatureSubpacketTags.POLICY_URL,
            SignatureSubpacketTags.INTENDED_RECIPIENT_FINGERPRINT);

    static SignatureFacts of(PGPSignature signature, Issuer issuer, String fileName) {
        return new SignatureFacts(
                signature,
                new Signature(
                        issuer.described(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        creation(signature),
                        Algorithms.key(signature.getKeyAlgorithm()) + ", "
                                + Algorithms.hash(signature.getHashAlgorithm())),
                fileName);
    }

    // an unhashed time could be set by anybody
    private static Optional<Instant> creation(PGPSignature signature) {
        if (!signature.hasSubpackets()) {
            return Optional.of(signature.getCreationTime().toInstant());
        }
        return Optional.ofNullable(signature.getHashedSubPackets().getSignatureCreationTime())
                .map(Date::toInstant);
    }

    SignatureFacts by(Certificate certificate, PGPPublicKey key) {
        return new SignatureFacts(
                signature,
                new Signature(
                        facts.issuer(),
                        Optional.of(Certificate.fingerprint(key)),
                        Optional.of(certificate.fingerprint()),
                        certificate.userId(),
                        facts.signed(),
                        facts.algorithms()),
                fileName);
    }

    /** What this program does not know of it, so that it cannot be judged. */
    Optional<String> unsupported() {
        if (!Algorithms.isKnownHash(signature.getHashAlgorithm())) {
            return Optional.of("an unknown " + Algorithms.hash(signature.getHashAlgorithm()));
        }
        if (facts.signed().isEmpty()) {
            return Optional.of("no time of signing");
        }
        if (signature.hasSubpackets()) {
            for (int type : signature.getHashedSubPackets().getCriticalTags()) {
                if (!UNDERSTOOD_IF_CRITICAL.contains(type)) {
                    return Optional.of("the unknown critical subpacket " + type);
                }
            }
        }
        return Optional.empty();
    }

    Instant signed() {
        return facts.signed().orElseThrow();
    }

    /** Until when the signer wanted the signature to hold. */
    Optional<Instant> limit() {
        PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
        long seconds = hashed == null ? 0 : hashed.getSignatureExpirationTime();
        return seconds == 0 ? Optional.empty() : Optional.of(signed().plusSeconds(seconds));
    }

    String time() {
        return facts.signed().map(signed -> " on " + Quantities.time(signed)).orElse("");
    }

    /** Who signed what when with which key, as the start of a sentence. */
    String deed() {
        Fingerprint key = facts.key().orElseThrow();
        Fingerprint primary = facts.primary().orElseThrow();
        String with = key.equals(primary) ? "the key " + key : "the subkey " + key + " of the key " + primary;
        return (facts.userId().isEmpty() ? "Somebody" : facts.userId()) + " signed " + fileName + time() + " with "
                + with + " (" + facts.algorithms() + ")";
    }

    EvidenceVerdict verdict(Kind kind, Effect effect, String sentence) {
        return new EvidenceVerdict(kind, effect, sentence, Optional.empty(), Optional.of(facts));
    }

    EvidenceVerdict refused(Kind kind, String sentence) {
        return verdict(kind, Effect.REFUSES_UNLESS_VOUCHED, sentence);
    }
}
