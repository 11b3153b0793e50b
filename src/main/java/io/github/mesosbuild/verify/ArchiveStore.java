package io.github.mesosbuild.verify;

import io.github.mesosbuild.fetch.Archive;
import io.github.mesosbuild.fetch.ArchiveCache;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Ownership;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The store of verified archives, by digest. Next to each archive are its companions and a record of what was verified under
 * which policy, so that the next use under the same policy only compares the file's attributes. A record that another user wrote
 * is not believed: the archive is digested and verified each time. Later readers of the archive must digest
 * what they read.
 */
public final class ArchiveStore {
    private static final String RECORD = "verification.properties";
    private static final String DIGEST = "digest.";
    private static final String SENTENCE = "sentence.";
    private static final String COMPANION = "companion.";
    private static final List<String> CHECKSUMS = List.of(".md5", ".sha1", ".sha256", ".sha512");

    private final ArchiveCache cache;
    private final Verifier verifier;
    private final Optional<Ownership> ownership;

    public ArchiveStore(ArchiveCache cache, Verifier verifier) {
        this(cache, verifier, Optional.empty());
    }

    /** @param ownership the users whose records are believed; empty for this process's user and root */
    ArchiveStore(ArchiveCache cache, Verifier verifier, Optional<Ownership> ownership) {
        this.cache = cache;
        this.verifier = verifier;
        this.ownership = ownership;
    }

    /**
     * Returns the archive of that name that the policy trusts, if it is in the cache. A file that changed after it was verified
     * is set aside.
     *
     * @param verifyAgain whether to compute the digest and check all evidence again although nothing seems to have changed
     * @throws IOException if the cache cannot be read or written
     */
    public Optional<VerifiedArchive> find(String fileName, TrustPolicy policy, boolean verifyAgain) throws IOException {
        for (Path file : candidates(fileName, policy)) {
            Optional<VerifiedArchive> found = judge(file, fileName, policy, verifyAgain);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<Path> candidates(String fileName, TrustPolicy policy) throws IOException {
        Optional<Digest> sha256 = policy.pins().stream()
                .map(Pin::digest)
                .filter(digest -> digest.algorithm() == Digest.Algorithm.SHA256)
                .findFirst();
        return sha256.isPresent() ? List.of(cache.place(sha256.get(), fileName)) : cache.places(fileName);
    }

    private Optional<VerifiedArchive> judge(Path file, String fileName, TrustPolicy policy, boolean verifyAgain)
            throws IOException {
        Map<String, String> record = recordOf(file);
        if (record.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (!isOurs(file.resolveSibling(RECORD))) {
            return foreign(file, fileName, policy);
        }
        if (!verifyAgain && record.getOrDefault("stamp", "").equals(stamp(file))) {
            return record.getOrDefault("policy", "").equals(identity(policy))
                    ? Optional.of(verified(file, record))
                    : accept(file, evidence(file, fileName, digests(record), record), policy);
        }
        Digest sha256 = Verifier.digest(file, Digest.Algorithm.SHA256);
        if (!cache.place(sha256, fileName).equals(file)) {
            cache.reject(
                    file, "The file changed in the cache after it was verified: its digest is now " + sha256 + ".");
            Files.delete(file.resolveSibling(RECORD));
            return Optional.empty();
        }
        return accept(file, evidence(file, fileName, Map.of(sha256.algorithm(), sha256), record), policy);
    }

    private boolean isOurs(Path file) throws IOException {
        return (ownership.isPresent() ? ownership.get() : Ownership.ofThisProcess(file.getParent())).isOurs(file);
    }

    /** Verifies an archive whose record is of another user, from its own bytes. Nothing of the other user is changed. */
    private Optional<VerifiedArchive> foreign(Path file, String fileName, TrustPolicy policy) throws IOException {
        Digest sha256 = Verifier.digest(file, Digest.Algorithm.SHA256);
        if (!cache.place(sha256, fileName).equals(file)) {
            return Optional.empty();
        }
        Map<String, String> beside = new TreeMap<>();
        Stream.concat(Archive.SIGNATURES.stream(), CHECKSUMS.stream())
                .filter(suffix -> Files.isRegularFile(file.resolveSibling(fileName + suffix)))
                .forEach(suffix -> beside.put(COMPANION + suffix, suffix));
        Evidence evidence = evidence(file, fileName, Map.of(sha256.algorithm(), sha256), beside);
        Verification verification = verifier.verify(evidence, policy);
        return verification.trusted()
                ? Optional.of(verified(file, describe(file, evidence, policy, verification)))
                : Optional.empty();
    }

    /**
     * Makes the next {@link #find} verify an archive from its bytes.
     *
     * @param archive an archive whose bytes are not those that were verified
     * @throws IOException if the record cannot be removed
     */
    public void doubt(Path archive) throws IOException {
        Files.deleteIfExists(archive.resolveSibling(RECORD));
    }

    private Optional<VerifiedArchive> accept(Path file, Evidence evidence, TrustPolicy policy) throws IOException {
        Verification verification = verifier.verify(evidence, policy);
        return verification.trusted() ? Optional.of(record(file, evidence, policy, verification)) : Optional.empty();
    }

    /**
     * Verifies a fetched archive and gives it its final name. An archive that is not trusted is set aside.
     *
     * @throws VerificationException if the archive is not trusted
     * @throws IOException if the cache cannot be written
     */
    public VerifiedArchive admit(Archive archive, TrustPolicy policy) throws VerificationException, IOException {
        Evidence evidence = new Evidence(
                archive.file(),
                archive.fileName(),
                archive.size(),
                archive.digests(),
                archive.signatureSuffix().map(archive.companions()::get),
                archive.companions().entrySet().stream()
                        .filter(companion -> !Archive.SIGNATURES.contains(companion.getKey()))
                        .map(Map.Entry::getValue)
                        .toList());
        Verification verification = verifier.verify(evidence, policy);
        if (!verification.trusted()) {
            Path aside = cache.reject(archive.file(), verification.sentence());
            throw new VerificationException(verification, evidence.at(aside));
        }
        Path file = cache.admit(archive);
        return record(file, evidence, policy, verification);
    }

    /**
     * Verifies an archive in the cache, or one that was set aside, together with its companions. No file is changed.
     *
     * @return the verdicts, and the archive's digests of all known algorithms
     * @throws IOException if the archive cannot be read
     */
    public VerificationReport report(Path file, TrustPolicy policy) throws IOException {
        Map<String, String> record = recordOf(file);
        Evidence evidence = evidence(
                file,
                file.getFileName().toString(),
                Verifier.compute(file, EnumSet.allOf(Digest.Algorithm.class)),
                record);
        return new VerificationReport(verifier.verify(evidence, policy), evidence);
    }

    private static VerifiedArchive record(Path file, Evidence evidence, TrustPolicy policy, Verification verification)
            throws IOException {
        Map<String, String> record = describe(file, evidence, policy, verification);
        AtomicFile.writeProperties(file.resolveSibling(RECORD), record);
        return verified(file, record);
    }

    private static Map<String, String> describe(
            Path file, Evidence evidence, TrustPolicy policy, Verification verification) throws IOException {
        Map<String, String> record = new TreeMap<>();
        record.put("stamp", stamp(file));
        record.put("size", Long.toString(Files.size(file)));
        record.put("policy", identity(policy));
        evidence.digests().forEach((algorithm, digest) -> record.put(DIGEST + algorithm.name(), digest.hex()));
        evidence.signature().ifPresent(signature -> record.put(COMPANION + "signature", suffix(signature)));
        for (Path checksum : evidence.checksumFiles()) {
            record.put(COMPANION + checksum.getFileName(), suffix(checksum));
        }
        int number = 0;
        for (EvidenceVerdict verdict : verification.verdicts()) {
            record.put(String.format(Locale.ROOT, "%s%02d", SENTENCE, number++), verdict.sentence());
        }
        return record;
    }

    private static String suffix(Path companion) {
        String name = companion.getFileName().toString();
        return name.substring(name.lastIndexOf('.'));
    }

    private static VerifiedArchive verified(Path file, Map<String, String> record) {
        List<String> sentences = new ArrayList<>();
        new TreeMap<>(record).forEach((name, value) -> {
            if (name.startsWith(SENTENCE)) {
                sentences.add(value);
            }
        });
        return new VerifiedArchive(
                file,
                Long.parseLong(record.get("size")),
                new Digest(Digest.Algorithm.SHA256, record.get(DIGEST + Digest.Algorithm.SHA256.name())),
                sentences);
    }

    private static Evidence evidence(
            Path file, String fileName, Map<Digest.Algorithm, Digest> digests, Map<String, String> record)
            throws IOException {
        Optional<Path> signature = Optional.empty();
        List<Path> checksums = new ArrayList<>();
        for (Map.Entry<String, String> entry : record.entrySet()) {
            if (entry.getKey().startsWith(COMPANION)) {
                Path companion = file.resolveSibling(fileName + entry.getValue());
                if (Archive.SIGNATURES.contains(entry.getValue())) {
                    signature = signature.or(() -> Optional.of(companion));
                } else {
                    checksums.add(companion);
                }
            }
        }
        return new Evidence(file, fileName, Files.size(file), digests, signature, checksums);
    }

    /** Returns the record of an archive; empty if it is missing, or one of the values that are always used is damaged. */
    private static Map<String, String> recordOf(Path file) throws IOException {
        Map<String, String> record =
                AtomicFile.readProperties(file.resolveSibling(RECORD)).orElse(Map.of());
        try {
            Long.parseLong(record.getOrDefault("size", ""));
            return digests(record).containsKey(Digest.Algorithm.SHA256) ? record : Map.of();
        } catch (IllegalArgumentException damaged) {
            return Map.of();
        }
    }

    private static Map<Digest.Algorithm, Digest> digests(Map<String, String> record) {
        Map<Digest.Algorithm, Digest> digests = new EnumMap<>(Digest.Algorithm.class);
        record.forEach((name, value) -> {
            if (name.startsWith(DIGEST)) {
                Digest.Algorithm algorithm = Digest.Algorithm.valueOf(name.substring(DIGEST.length()));
                digests.put(algorithm, new Digest(algorithm, value));
            }
        });
        return digests;
    }

    /** Returns the file's attributes. Nobody but root can write to a file and leave its change time as it was. */
    private static String stamp(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
        return attributes.get("size") + " bytes, "
                + ((FileTime) attributes.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS) + ", "
                + ((FileTime) attributes.get("ctime")).to(TimeUnit.NANOSECONDS) + ", " + attributes.get("ino");
    }

    /** Returns a digest of the policy. What was trusted under one policy is trusted under every policy with the same digest. */
    private static String identity(TrustPolicy policy) {
        List<String> parts = new ArrayList<>();
        policy.pins().stream().map(pin -> "pin " + pin.digest()).sorted().forEach(parts::add);
        policy.keys().certificates().stream()
                .map(key -> "key " + hex(key.encoded()))
                .sorted()
                .forEach(parts::add);
        policy.signers().stream().map(signer -> "signer " + signer).sorted().forEach(parts::add);
        parts.add("weak " + policy.acceptWeakSignatures());
        return hex(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
