package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReason;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * A primary key with its user IDs and subkeys. Their claims count only if a signature of the primary key over them is verified
 * here. The newest valid self-signature defines until when a key is valid and what it is for (RFC 9580, 5.2.1 and 10.1).
 * Self-signatures over MD5 are ignored; revocations over MD5 are honored. Only hashed subpackets are read, because anyone can
 * change the others.
 */
final class Certificate {
    private static final BcPGPContentVerifierBuilderProvider CRYPTO = new BcPGPContentVerifierBuilderProvider();
    private static final int SMALLEST_MODULUS = 1024;

    private final PGPPublicKeyRing ring;

    /**
     * The revocation of a key.
     *
     * @param when when the key was revoked
     * @param hard whether all signatures of the key are in doubt, earlier ones included; false if the key was merely superseded
     *     or retired (RFC 9580, 5.2.3.31)
     * @param reason the reason, as readable text
     */
    record Revocation(Instant when, boolean hard, String reason) {}

    /**
     * The validity of a key for signing.
     *
     * @param flaw why it is not a valid signing key, as a clause; empty if it is one
     * @param created when the key was created, or its primary key if that is newer
     * @param expires when the key expires, or its primary key if that expires earlier
     * @param revocations the revocations of the key and of its primary key
     */
    record KeyStatus(Optional<String> flaw, Instant created, Optional<Instant> expires, List<Revocation> revocations) {}

    @FunctionalInterface
    private interface Check {
        boolean holds(PGPSignature signature) throws PGPException;
    }

    private Certificate(PGPPublicKeyRing ring) {
        this.ring = ring;
    }

    /**
     * Reads a key from its packets.
     *
     * @throws IOException if the key cannot be used; the message gives the reason
     */
    static Certificate parse(byte[] packets) throws IOException {
        try {
            PGPPublicKeyRing ring = new PGPPublicKeyRing(packets, new BcKeyFingerprintCalculator());
            if (ring.getPublicKey().getVersion() < 4) {
                throw new IOException("version " + ring.getPublicKey().getVersion() + " is not supported");
            }
            return new Certificate(ring);
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static Certificate join(Certificate one, Certificate other) {
        try {
            return new Certificate(PGPPublicKeyRing.join(one.ring, other.ring));
        } catch (PGPException e) {
            throw new IllegalArgumentException("Cannot join two different keys", e);
        }
    }

    /** Returns all packets of the certificate, including revocations. */
    byte[] encoded() {
        try {
            return ring.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Fingerprint fingerprint() {
        return fingerprint(ring.getPublicKey());
    }

    static Fingerprint fingerprint(PGPPublicKey key) {
        return new Fingerprint(HexFormat.of().formatHex(key.getFingerprint()));
    }

    /** Returns the primary key, followed by the subkeys. */
    List<PGPPublicKey> keys() {
        List<PGPPublicKey> keys = new ArrayList<>();
        ring.forEach(keys::add);
        return keys;
    }

    /** Returns the keys that match a signature's issuer: by fingerprint if it names one, by key ID otherwise. */
    List<PGPPublicKey> keys(Set<String> fingerprints, Set<Long> ids) {
        List<PGPPublicKey> found = new ArrayList<>();
        for (PGPPublicKey key : ring) {
            if (fingerprints.isEmpty()
                    ? ids.contains(key.getKeyID())
                    : fingerprints.contains(fingerprint(key).hex())) {
                found.add(key);
            }
        }
        return found;
    }

    /** Returns the primary user ID, or else the newest one; the empty string if the key certifies none. */
    synchronized String userId() {
        PGPPublicKey primary = ring.getPublicKey();
        String best = "";
        PGPSignature bestSignature = null;
        for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext(); ) {
            byte[] id = ids.next();
            Optional<PGPSignature> signature = certification(id, true);
            if (signature.isPresent()
                    && (bestSignature == null || NEWEST_PRIMARY.compare(signature.get(), bestSignature) > 0)) {
                bestSignature = signature.get();
                best = new String(id, StandardCharsets.UTF_8);
            }
        }
        return VisibleText.of(best);
    }

    synchronized KeyStatus status(PGPPublicKey key) {
        PGPPublicKey primary = ring.getPublicKey();
        List<Revocation> revocations = new ArrayList<>(revocations(
                primary.getKeySignatures(), PGPSignature.KEY_REVOCATION, s -> s.verifyCertification(primary)));
        Optional<PGPSignature> self = selfSignature();
        Optional<PGPSignature> own = self;
        String flaw = self.isPresent() ? null : "it has no valid self-signature";
        boolean isPrimary = key.getKeyID() == primary.getKeyID() && key.hasFingerprint(primary.getFingerprint());
        if (!isPrimary) {
            revocations.addAll(revocations(
                    key.getSignatures(), PGPSignature.SUBKEY_REVOCATION, s -> s.verifyCertification(primary, key)));
            own = valid(
                            key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING),
                            primary,
                            s -> s.verifyCertification(primary, key))
                    .stream()
                    .max(NEWEST);
            if (flaw == null && own.isEmpty()) {
                flaw = "its primary key does not certify it";
            } else if (flaw == null && !certifiesPrimary(own.get(), primary, key)) {
                flaw = "it does not certify its primary key, as a signing subkey must";
            }
        }
        if (flaw == null && !isForSigning(own.get())) {
            flaw = "its key flags do not allow signing";
        }
        if (flaw == null && isTooShort(key)) {
            flaw = "it has only " + key.getBitStrength() + " bits";
        }
        Optional<Instant> expires = earlier(
                self.flatMap(s -> expiry(primary, s)), isPrimary ? Optional.empty() : own.flatMap(s -> expiry(key, s)));
        Instant created = key.getCreationTime().toInstant();
        Instant primaryCreated = primary.getCreationTime().toInstant();
        return new KeyStatus(
                Optional.ofNullable(flaw),
                created.isAfter(primaryCreated) ? created : primaryCreated,
                expires,
                revocations);
    }

    private Optional<PGPSignature> selfSignature() {
        PGPPublicKey primary = ring.getPublicKey();
        List<PGPSignature> found = valid(
                primary.getSignaturesOfType(PGPSignature.DIRECT_KEY), primary, s -> s.verifyCertification(primary));
        List<PGPSignature> ofRevoked = new ArrayList<>();
        for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext(); ) {
            byte[] id = ids.next();
            certification(id, true).ifPresent(found::add);
            certification(id, false).ifPresent(ofRevoked::add);
        }
        // Revoking every user ID does not revoke the key itself.
        return (found.isEmpty() ? ofRevoked : found).stream().max(NEWEST);
    }

    private Optional<PGPSignature> certification(byte[] userId, boolean honorRevocations) {
        PGPPublicKey primary = ring.getPublicKey();
        List<PGPSignature> signatures = new ArrayList<>();
        List<PGPSignature> revocations = new ArrayList<>();
        for (Iterator<PGPSignature> all = primary.getSignaturesForID(userId); all != null && all.hasNext(); ) {
            PGPSignature signature = all.next();
            if (signature.getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION) {
                revocations.add(signature);
            } else if (PGPSignature.isCertification(signature.getSignatureType())) {
                signatures.add(signature);
            }
        }
        Check check = s -> s.verifyCertification(userId, primary);
        Optional<PGPSignature> newest =
                valid(signatures.iterator(), primary, check).stream().max(NEWEST);
        Optional<PGPSignature> revoked =
                valid(revocations.iterator(), primary, check).stream().max(NEWEST);
        boolean inForce = !honorRevocations
                || newest.isPresent() && (revoked.isEmpty() || NEWEST.compare(newest.get(), revoked.get()) > 0);
        return inForce ? newest : Optional.empty();
    }

    private static List<PGPSignature> valid(Iterator<PGPSignature> signatures, PGPPublicKey issuer, Check check) {
        List<PGPSignature> found = new ArrayList<>();
        while (signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            if (signature.getHashAlgorithm() != HashAlgorithmTags.MD5
                    && signature.getKeyID() == issuer.getKeyID()
                    && verifies(signature, issuer, check)) {
                found.add(signature);
            }
        }
        return found;
    }

    private static boolean verifies(PGPSignature signature, PGPPublicKey issuer, Check check) {
        try {
            signature.init(CRYPTO, issuer);
            return check.holds(signature);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private List<Revocation> revocations(Iterator<PGPSignature> signatures, int type, Check check) {
        List<Revocation> found = new ArrayList<>();
        while (signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            if (signature.getSignatureType() == type && verifies(signature, ring.getPublicKey(), check)) {
                found.add(revocation(signature));
            }
        }
        return found;
    }

    private static Revocation revocation(PGPSignature signature) {
        PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
        RevocationReason reason = hashed == null ? null : hashed.getRevocationReason();
        int code = reason == null ? RevocationReasonTags.NO_REASON : reason.getRevocationReason() & 0xff;
        String comment = reason == null
                ? ""
                : VisibleText.of(reason.getRevocationDescription().strip());
        String meaning = switch (code) {
            case RevocationReasonTags.KEY_SUPERSEDED -> "superseded by another key";
            case RevocationReasonTags.KEY_COMPROMISED -> "compromised";
            case RevocationReasonTags.KEY_RETIRED -> "retired";
            default -> "no reason given";
        };
        boolean soft = code == RevocationReasonTags.KEY_SUPERSEDED || code == RevocationReasonTags.KEY_RETIRED;
        return new Revocation(
                signature.getCreationTime().toInstant(), !soft, comment.isEmpty() ? meaning : meaning + ": " + comment);
    }

    private static boolean certifiesPrimary(PGPSignature binding, PGPPublicKey primary, PGPPublicKey subkey) {
        for (PGPSignatureSubpacketVector area :
                List.of(binding.getHashedSubPackets(), binding.getUnhashedSubPackets())) {
            try {
                for (PGPSignature embedded : area.getEmbeddedSignatures()) {
                    if (embedded.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                            && embedded.getHashAlgorithm() != HashAlgorithmTags.MD5
                            && verifies(embedded, subkey, s -> s.verifyCertification(primary, subkey))) {
                        return true;
                    }
                }
            } catch (PGPException | RuntimeException e) {
                continue;
            }
        }
        return false;
    }

    private static boolean isForSigning(PGPSignature self) {
        PGPSignatureSubpacketVector hashed = self.getHashedSubPackets();
        return hashed == null
                || !hashed.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                || (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
    }

    private static boolean isTooShort(PGPPublicKey key) {
        return List.of("RSA", "DSA").contains(Algorithms.key(key.getAlgorithm()))
                && key.getBitStrength() < SMALLEST_MODULUS;
    }

    private static Optional<Instant> expiry(PGPPublicKey key, PGPSignature self) {
        PGPSignatureSubpacketVector hashed = self.getHashedSubPackets();
        if (hashed == null) {
            return Optional.empty();
        }
        return earlier(
                after(key.getCreationTime(), hashed.getKeyExpirationTime()),
                after(self.getCreationTime(), hashed.getSignatureExpirationTime()));
    }

    private static Optional<Instant> after(Date start, long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(start.toInstant().plusSeconds(seconds));
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isPresent() && other.get().isBefore(one.get()) ? other : one;
    }

    private static final Comparator<PGPSignature> NEWEST = Comparator.comparing(PGPSignature::getCreationTime);

    private static final Comparator<PGPSignature> NEWEST_PRIMARY = Comparator.comparing((PGPSignature s) ->
                    s.hasSubpackets() && s.getHashedSubPackets().isPrimaryUserID())
            .thenComparing(NEWEST);
}
