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
 * The content of one signature packet, and the key that made it once that is known.
 *
 * @param packet the signature as it was read
 * @param signature what it states, as a value for reports
 * @param fileName the archive's name
 */
record SignatureFacts(PGPSignature packet, Signature signature, String fileName) {
    private static final Set<Integer> SUPPORTED_CRITICAL_SUBPACKETS = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.EXPORTABLE,
            SignatureSubpacketTags.REVOCABLE,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.SIGNER_USER_ID,
            SignatureSubpacketTags.POLICY_URL,
            SignatureSubpacketTags.INTENDED_RECIPIENT_FINGERPRINT);

    /** Returns what a signature states, with its key still unknown. */
    static SignatureFacts of(PGPSignature packet, Issuer issuer, String fileName) {
        return new SignatureFacts(
                packet,
                new Signature(
                        issuer.described(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        signingTime(packet),
                        Algorithms.key(packet.getKeyAlgorithm()) + ", " + Algorithms.hash(packet.getHashAlgorithm())),
                fileName);
    }

    // Anyone can change an unhashed time.
    private static Optional<Instant> signingTime(PGPSignature packet) {
        if (!packet.hasSubpackets()) {
            return Optional.of(packet.getCreationTime().toInstant());
        }
        return Optional.ofNullable(packet.getHashedSubPackets().getSignatureCreationTime())
                .map(Date::toInstant);
    }

    /** Returns the same facts with the key that the signature names. */
    SignatureFacts withKey(Certificate certificate, PGPPublicKey key) {
        return new SignatureFacts(
                packet,
                new Signature(
                        signature.issuer(),
                        Optional.of(Certificate.fingerprint(key)),
                        Optional.of(certificate.fingerprint()),
                        certificate.userId(),
                        signature.signed(),
                        signature.algorithms()),
                fileName);
    }

    /** Returns why this plugin cannot check the signature, as a phrase that continues "a signature that"; empty if it can. */
    Optional<String> unsupported() {
        if (!Algorithms.isKnownHash(packet.getHashAlgorithm())) {
            return Optional.of("uses the unknown " + Algorithms.hash(packet.getHashAlgorithm()));
        }
        if (signature.signed().isEmpty()) {
            return Optional.of("has no signing time");
        }
        if (packet.hasSubpackets()) {
            for (int type : packet.getHashedSubPackets().getCriticalTags()) {
                if (!SUPPORTED_CRITICAL_SUBPACKETS.contains(type)) {
                    return Optional.of("has the unknown critical subpacket " + type);
                }
            }
        }
        return Optional.empty();
    }

    Instant signed() {
        return signature.signed().orElseThrow();
    }

    /** Returns when the signature itself expires; empty if it does not. */
    Optional<Instant> expires() {
        PGPSignatureSubpacketVector hashed = packet.getHashedSubPackets();
        long seconds = hashed == null ? 0 : hashed.getSignatureExpirationTime();
        return seconds == 0 ? Optional.empty() : Optional.of(signed().plusSeconds(seconds));
    }

    /** Returns the signing time as {@code " on TIME"}; the empty string if it is missing. */
    String onTime() {
        return signature.signed().map(time -> " on " + Quantities.time(time)).orElse("");
    }

    /** Returns the signer, time and key: {@code by Jane <jane@example.org> on TIME with key FINGERPRINT (RSA, SHA-512)}. */
    String signer() {
        Fingerprint key = signature.key().orElseThrow();
        Fingerprint primary = signature.primary().orElseThrow();
        return "by " + (signature.userId().isEmpty() ? "an unnamed signer" : signature.userId()) + onTime() + " with "
                + (key.equals(primary) ? "key " + key : "subkey " + key + " of key " + primary) + " ("
                + signature.algorithms() + ")";
    }

    /** Returns who signed the archive, when and with which key, as the start of a sentence. */
    String statement() {
        return fileName + " was signed " + signer();
    }

    EvidenceVerdict verdict(Kind kind, Effect effect, String sentence) {
        return new EvidenceVerdict(kind, effect, sentence, Optional.empty(), Optional.of(signature));
    }

    /** Returns a verdict that refuses the archive unless other evidence vouches for it. */
    EvidenceVerdict refused(Kind kind, String sentence) {
        return verdict(kind, Effect.REFUSES_UNLESS_VOUCHED, sentence);
    }
}
