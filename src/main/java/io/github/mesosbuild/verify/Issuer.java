package io.github.mesosbuild.verify;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.IssuerFingerprint;
import org.bouncycastle.bcpg.sig.IssuerKeyID;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/**
 * The key that a signature names as its issuer. It only tells which key to try and proves nothing.
 *
 * @param fingerprints fingerprints in upper-case hexadecimal
 * @param ids key IDs; signatures made before about 2017 have nothing else
 */
record Issuer(Set<String> fingerprints, Set<Long> ids) {

    static Issuer of(PGPSignature signature) {
        Set<String> fingerprints = new LinkedHashSet<>();
        Set<Long> ids = new LinkedHashSet<>();
        if (!signature.hasSubpackets()) {
            ids.add(signature.getKeyID());
            return new Issuer(fingerprints, ids);
        }
        for (PGPSignatureSubpacketVector area :
                List.of(signature.getHashedSubPackets(), signature.getUnhashedSubPackets())) {
            for (SignatureSubpacket packet : area.getSubpackets(SignatureSubpacketTags.ISSUER_FINGERPRINT)) {
                fingerprints.add(
                        HexFormat.of().withUpperCase().formatHex(((IssuerFingerprint) packet).getFingerprint()));
            }
            for (SignatureSubpacket packet : area.getSubpackets(SignatureSubpacketTags.ISSUER_KEY_ID)) {
                ids.add(((IssuerKeyID) packet).getKeyID());
            }
        }
        return new Issuer(fingerprints, ids);
    }

    /** Returns whether two keys are named. A key ID is the end of a version 4 fingerprint and the start of a later one. */
    boolean contradictory() {
        return fingerprints.size() > 1
                || fingerprints.isEmpty() && ids.size() > 1
                || fingerprints.stream()
                        .anyMatch(fingerprint -> ids.stream()
                                .map(Issuer::hex)
                                .anyMatch(id -> !(fingerprint.length() == 40
                                        ? fingerprint.endsWith(id)
                                        : fingerprint.startsWith(id))));
    }

    /** Returns whether another signature names the same key. */
    boolean isSame(Issuer other) {
        return fingerprints.isEmpty() || other.fingerprints.isEmpty()
                ? ids.stream().anyMatch(other.ids::contains)
                : fingerprints.equals(other.fingerprints);
    }

    /** Returns the fingerprint, or the key ID if there is no fingerprint. */
    String described() {
        if (fingerprints.isEmpty() && ids.isEmpty()) {
            return "(not named)";
        }
        if (contradictory()) {
            Set<String> all = new LinkedHashSet<>(fingerprints);
            ids.forEach(id -> all.add(hex(id)));
            return String.join(" and ", all);
        }
        return fingerprints.isEmpty()
                ? hex(ids.iterator().next())
                : fingerprints.iterator().next();
    }

    private static String hex(long id) {
        return HexFormat.of().toHexDigits(id).toUpperCase(Locale.ROOT);
    }
}
