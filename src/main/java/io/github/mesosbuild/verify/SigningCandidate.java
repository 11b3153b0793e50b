package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.text.VisibleText;
import io.github.mesosbuild.verify.Certificate.KeyStatus;
import io.github.mesosbuild.verify.Certificate.Revocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;

/**
 * A key or subkey of a file that can be tried for signing.
 *
 * @param file the file
 * @param publicKey the public part
 * @param secretKey the secret part; empty if the file has only the public part
 * @param status whether the key may sign
 */
record SigningCandidate(Path file, PGPPublicKey publicKey, Optional<PGPSecretKey> secretKey, KeyStatus status) {
    private static final Set<Integer> SIGNING = Set.of(
            PublicKeyAlgorithmTags.RSA_GENERAL,
            Algorithms.RSA_FOR_SIGNING_ONLY,
            PublicKeyAlgorithmTags.DSA,
            PublicKeyAlgorithmTags.ECDSA,
            PublicKeyAlgorithmTags.EDDSA_LEGACY,
            PublicKeyAlgorithmTags.Ed25519,
            PublicKeyAlgorithmTags.Ed448);

    /**
     * Chooses the key to sign with: as GnuPG does, the newest subkey that can sign, or else the primary key.
     *
     * @param wanted the fingerprint of a primary key, or of exactly the subkey to use
     * @throws SigningException if no key, or more than one primary key, can sign
     */
    static SigningCandidate choose(Path file, List<PGPSecretKeyRing> rings, Optional<Fingerprint> wanted, Instant now)
            throws SigningException {
        Map<Fingerprint, List<PGPSecretKeyRing>> copies = new LinkedHashMap<>();
        for (PGPSecretKeyRing ring : rings) {
            copies.computeIfAbsent(Certificate.fingerprint(ring.getPublicKey()), primary -> new ArrayList<>())
                    .add(ring);
        }
        List<List<SigningCandidate>> groups = new ArrayList<>();
        for (Map.Entry<Fingerprint, List<PGPSecretKeyRing>> entry : copies.entrySet()) {
            List<SigningCandidate> keys = keys(file, entry.getValue());
            if (wanted.isEmpty() || entry.getKey().equals(wanted.get())) {
                groups.add(keys);
            } else {
                keys.stream()
                        .filter(key -> key.fingerprint().equals(wanted.get()))
                        .findFirst()
                        .ifPresent(key -> groups.add(List.of(key)));
            }
        }
        if (groups.isEmpty()) {
            throw SigningException.keyNotInFile(file, wanted.orElseThrow(), copies.keySet());
        }
        List<SigningCandidate> usable = new ArrayList<>();
        for (List<SigningCandidate> group : groups) {
            group.stream()
                    .filter(key -> key.obstacle(now).isEmpty())
                    .findFirst()
                    .ifPresent(usable::add);
        }
        if (usable.size() > 1) {
            throw SigningException.severalKeys(
                    file, usable.stream().map(SigningCandidate::fingerprint).toList());
        }
        if (usable.isEmpty()) {
            throw closest(groups).obstacle(now).orElseThrow();
        }
        return usable.get(0);
    }

    /** Joins copies of one key, so that a revocation in any copy counts. */
    // The library throws exceptions of many types for malformed subpackets, and only when they are used.
    private static List<SigningCandidate> keys(Path file, List<PGPSecretKeyRing> copies) throws SigningException {
        try {
            Certificate certificate =
                    Certificate.parse(copies.get(0).toCertificate().getEncoded());
            for (PGPSecretKeyRing copy : copies.subList(1, copies.size())) {
                certificate = Certificate.join(
                        certificate, Certificate.parse(copy.toCertificate().getEncoded()));
            }
            List<SigningCandidate> keys = new ArrayList<>();
            for (PGPPublicKey key : certificate.keys()) {
                keys.add(new SigningCandidate(file, key, secretKey(copies, key), certificate.status(key)));
            }
            keys.sort(Comparator.comparing((SigningCandidate key) -> key.publicKey.isMasterKey())
                    .thenComparing(key -> key.publicKey.getCreationTime(), Comparator.reverseOrder()));
            return keys;
        } catch (IOException | RuntimeException e) {
            throw SigningException.damaged(
                    file, "the public part of a key cannot be read (" + VisibleText.of("" + e.getMessage()) + ")", e);
        }
    }

    private static Optional<PGPSecretKey> secretKey(List<PGPSecretKeyRing> copies, PGPPublicKey key) {
        return copies.stream()
                .map(copy -> copy.getSecretKey(key.getFingerprint()))
                .filter(Objects::nonNull)
                .min(Comparator.comparing(SigningCandidate::isStub));
    }

    private static SigningCandidate closest(List<List<SigningCandidate>> groups) {
        List<SigningCandidate> all = groups.stream().flatMap(List::stream).toList();
        return all.stream()
                .filter(key -> key.status.flaw().isEmpty())
                .findFirst()
                .orElse(groups.get(0).get(groups.get(0).size() - 1));
    }

    /** Returns why the key cannot sign at a time; empty if it can. */
    Optional<SigningException> obstacle(Instant now) {
        if (!SIGNING.contains(publicKey.getAlgorithm())) {
            return Optional.of(SigningException.notForSigning(
                    file, name(), Algorithms.key(publicKey.getAlgorithm()) + " is not an algorithm for signatures"));
        }
        if (status.flaw().isPresent()) {
            return Optional.of(
                    SigningException.notForSigning(file, name(), status.flaw().get()));
        }
        Optional<Revocation> revocation = status.revocations().stream().min(Comparator.comparing(Revocation::when));
        if (revocation.isPresent()) {
            return Optional.of(SigningException.revoked(
                    file, name(), revocation.get().when(), revocation.get().reason()));
        }
        if (status.created().isAfter(now)) {
            return Optional.of(SigningException.fromTheFuture(file, name(), status.created(), now));
        }
        if (status.expires().isPresent() && !now.isBefore(status.expires().get())) {
            return Optional.of(
                    SigningException.expired(file, name(), status.expires().get()));
        }
        return secretPartElsewhere();
    }

    private Optional<SigningException> secretPartElsewhere() {
        return secretKey.isEmpty() || isStub(secretKey.get())
                ? Optional.of(SigningException.elsewhere(
                        file,
                        name(),
                        secretKey.filter(SigningCandidate::isOnCard).isPresent()))
                : Optional.empty();
    }

    // GnuPG writes a stub with an S2K specifier of its own (GnuPG's DETAILS, "GNU extensions to the S2K algorithm").
    private static boolean isStub(PGPSecretKey key) {
        return isOnCard(key)
                || key.isPrivateKeyEmpty()
                || key.getS2K() != null && key.getS2K().getType() == S2K.GNU_DUMMY_S2K;
    }

    private static boolean isOnCard(PGPSecretKey key) {
        return key.isExternalKey()
                || key.getS2K() != null
                        && key.getS2K().getType() == S2K.GNU_DUMMY_S2K
                        && key.getS2K().getProtectionMode() == S2K.GNU_PROTECTION_MODE_DIVERT_TO_CARD;
    }

    Fingerprint fingerprint() {
        return Certificate.fingerprint(publicKey);
    }

    /** Returns the key's name for messages, such as {@code subkey 0123...}. */
    String name() {
        return (publicKey.isMasterKey() ? "key " : "subkey ") + fingerprint();
    }
}
