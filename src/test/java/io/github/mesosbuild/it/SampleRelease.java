package io.github.mesosbuild.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPException;

/**
 * Packs the sample release and publishes it as Apache releases are: the archive, beside it {@code .asc}, {@code .sha512}
 * (GNU dialect), {@code .sha256} (BSD dialect), {@code .md5} ({@code gpg --print-md} layout) and {@code KEYS}; also
 * {@code other-KEYS} (a stranger's key), {@code release.properties} for scripts, and {@code sample.yaml}, the recipe that
 * finds them there. The good release lies in the output
 * directory itself, each mutation and each variant of {@link #VARIANTS} in a directory of its name below it, complete,
 * under the same file names. Keys are made anew on each run; all else depends on the sources only.
 */
public final class SampleRelease {
    /** The name of the archive everywhere. */
    public static final String ARCHIVE = "sample-1.0.0.tar.gz";

    /** The directories with something wrong in what is published, not in the sources. */
    public static final List<String> VARIANTS = List.of(
            "bad-signature",
            "changed-archive",
            "checksum-of-other-file",
            "checksums-disagree",
            "clear-signed",
            "contradictory-checksum",
            "corrupt",
            "empty-checksum",
            "evil",
            "expired-key",
            "expired-signature",
            "expired-since",
            "foreign-checksum",
            "future-signature",
            "html",
            "html-signature",
            "key-as-signature",
            "md5-only",
            "md5-signature",
            "retired-key",
            "retired-since",
            "revoked-key",
            "sha1-signature",
            "stranger-signature",
            "subkey-not-agreed",
            "subkey-signature",
            "text-signature",
            "truncated",
            "truncated-checksum",
            "two-issuers",
            "unreadable-checksum",
            "unsigned",
            "young-key");

    private static final Duration YEAR = Duration.ofDays(365);

    private final SampleKey signer;
    private final SampleKey stranger;
    private final Instant now;
    private final String recipe;

    private SampleRelease(SampleKey signer, SampleKey stranger, Instant now, String recipe) {
        this.signer = signer;
        this.stranger = stranger;
        this.now = now;
        this.recipe = recipe;
    }

    /** Arguments: the output directory and the directory of the sources, {@code src/it/sample/release}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Two arguments are needed: OUTPUT-DIRECTORY RELEASE-DIRECTORY");
        }
        publish(Path.of(arguments[0]), Path.of(arguments[1]), Clock.systemUTC());
    }

    /**
     * Writes everything.
     *
     * @param output made if it is not there
     * @param release the sources; the mutations lie in {@code mutations} beside it, the recipe in {@code sample.yaml}
     * @param clock the time of the run: the release was signed the day before
     * @throws IOException if the sources can not be read or the output can not be written
     */
    public static void publish(Path output, Path release, Clock clock) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant created = now.minus(YEAR.multipliedBy(3));
        try {
            SampleKey signer = SampleKey.generate("Sample Signer <signer@example.org>", created);
            SampleKey stranger = SampleKey.generate("A Stranger <stranger@example.org>", created);
            String recipe = Files.readString(release.resolveSibling("sample.yaml"));
            new SampleRelease(signer, stranger, now, recipe).publishAll(output, release);
        } catch (GeneralSecurityException | PGPException e) {
            throw new IOException("The sample release can not be signed", e);
        }
    }

    /** The names of the mutations of a release, sorted. */
    public static List<String> mutations(Path release) throws IOException {
        try (Stream<Path> list = Files.list(release.resolveSibling("mutations"))) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void publishAll(Path output, Path release) throws IOException, PGPException {
        SampleArchive sources = SampleArchive.read(release);
        Map<String, byte[]> good = published(sources.pack());
        write(output, good);
        for (String mutation : mutations(release)) {
            Path overlay = release.resolveSibling("mutations").resolve(mutation);
            write(output.resolve(mutation), published(sources.mutated(overlay).pack()));
        }
        for (String variant : VARIANTS) {
            write(output.resolve(variant), variant(variant, sources, good));
        }
    }

    private Map<String, byte[]> variant(String name, SampleArchive sources, Map<String, byte[]> good)
            throws IOException, PGPException {
        byte[] archive = good.get(ARCHIVE);
        byte[] foreign = ("not " + ARCHIVE).getBytes(StandardCharsets.UTF_8);
        String signature = ARCHIVE + ".asc";
        Map<String, byte[]> files = new TreeMap<>(good);
        switch (name) {
            case "bad-signature" -> files.put(signature, signer.sign(foreign, signedAt()));
            case "changed-archive" -> files.put(ARCHIVE, corrupted(archive));
            case "checksum-of-other-file" ->
                checksums(archive)
                        .forEach((file, text) -> files.put(
                                file, line(new String(text, StandardCharsets.UTF_8).replace(ARCHIVE, "other.tar.gz"))));
            case "contradictory-checksum" -> {
                String sha512 = ARCHIVE + ".sha512";
                files.put(sha512, joined(good.get(sha512), checksums(foreign).get(sha512)));
            }
            case "empty-checksum" -> checksums(archive).keySet().forEach(file -> files.put(file, new byte[0]));
            case "checksums-disagree" ->
                files.put(ARCHIVE + ".sha256", checksums(foreign).get(ARCHIVE + ".sha256"));
            case "clear-signed" ->
                files.put(signature, signer.clearSign(hex("SHA-512", archive) + "  " + ARCHIVE, signedAt()));
            case "corrupt" -> files.putAll(published(corrupted(archive)));
            case "evil" -> files.putAll(published(sources.packWithEscape("../evil")));
            case "expired-key" -> files.put("KEYS", signer.publishedExpiring(YEAR.multipliedBy(2)));
            case "expired-since" -> {
                files.put("KEYS", signer.publishedExpiring(YEAR.multipliedBy(2)));
                files.put(signature, signer.sign(archive, now.minus(YEAR.multipliedBy(2))));
            }
            case "expired-signature" -> files.put(signature, signer.signFor(Duration.ofHours(1), archive, signedAt()));
            case "future-signature" -> files.put(signature, signer.sign(archive, now.plus(Duration.ofDays(3))));
            case "html-signature" -> files.put(signature, html());
            case "key-as-signature" -> files.put(signature, good.get("KEYS"));
            case "foreign-checksum" -> files.putAll(checksums(foreign));
            case "html" -> files.put(ARCHIVE, html());
            case "md5-only" -> files.keySet().removeAll(List.of(signature, ARCHIVE + ".sha256", ARCHIVE + ".sha512"));
            case "md5-signature" -> files.put(signature, signer.signWithMd5(archive, signedAt()));
            case "retired-key" -> files.put("KEYS", signer.publishedRetired(now.minus(Duration.ofDays(30))));
            case "retired-since" -> {
                files.put("KEYS", signer.publishedRetired(now.minus(Duration.ofDays(30))));
                files.put(signature, signer.sign(archive, now.minus(YEAR)));
            }
            case "subkey-not-agreed", "subkey-signature" -> {
                files.put("KEYS", signer.publishedWith(stranger, name.equals("subkey-signature")));
                files.put(signature, stranger.sign(archive, signedAt()));
            }
            case "text-signature" -> files.put(signature, signer.signAsText(archive, signedAt()));
            case "two-issuers" -> files.put(signature, signer.signInTheNameOf(stranger, archive, signedAt()));
            case "unreadable-checksum" ->
                checksums(archive).keySet().forEach(file -> files.put(file, line("see the announcement")));
            case "young-key" -> files.put(signature, signer.sign(archive, now.minus(YEAR.multipliedBy(4))));
            case "revoked-key" -> files.put("KEYS", signer.publishedRevoked(now.minus(Duration.ofDays(30))));
            case "sha1-signature" -> files.put(signature, signer.signWithSha1(archive, signedAt()));
            case "stranger-signature" -> files.put(signature, stranger.sign(archive, signedAt()));
            case "truncated" -> files.put(ARCHIVE, Arrays.copyOf(archive, archive.length * 3 / 5));
            case "truncated-checksum" ->
                checksums(archive).forEach((file, text) -> files.put(file, Arrays.copyOf(text, text.length / 2)));
            case "unsigned" -> files.remove(signature);
            default -> throw new IllegalArgumentException(name);
        }
        return files;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private Instant signedAt() {
        return now.minus(Duration.ofDays(1));
    }

    /** An archive with all that lies beside it, true to it. */
    private Map<String, byte[]> published(byte[] archive) throws IOException, PGPException {
        Map<String, byte[]> files = new TreeMap<>(checksums(archive));
        files.put(ARCHIVE, archive);
        files.put(ARCHIVE + ".asc", signer.sign(archive, signedAt()));
        files.put("KEYS", signer.published());
        files.put("other-KEYS", stranger.published());
        String properties = "archive=" + ARCHIVE
                + "\nfingerprint=" + signer.fingerprint()
                + "\nmd5=" + hex("MD5", archive)
                + "\nsha256=" + hex("SHA-256", archive)
                + "\nsha512=" + hex("SHA-512", archive)
                + "\nsize=" + archive.length
                + "\nstranger=" + stranger.fingerprint()
                + "\nversion=1.0.0\n";
        files.put("release.properties", properties.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static Map<String, byte[]> checksums(byte[] archive) {
        return Map.of(
                ARCHIVE + ".sha512", line(hex("SHA-512", archive) + "  " + ARCHIVE),
                ARCHIVE + ".sha256", line("SHA256 (" + ARCHIVE + ") = " + hex("SHA-256", archive)),
                ARCHIVE + ".md5", line(ARCHIVE + ": " + printMd(hex("MD5", archive))));
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** As gpg --print-md MD5 writes: pairs, and one more blank in the middle. */
    private static String printMd(String hex) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hex.length(); i += 2) {
            text.append(i == 0 ? "" : i == hex.length() / 2 ? "  " : " ").append(hex, i, i + 2);
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] corrupted(byte[] archive) {
        byte[] bytes = archive.clone();
        for (int i = bytes.length / 2; i < bytes.length / 2 + 16; i++) {
            bytes[i] ^= 0x55;
        }
        return bytes;
    }

    private static byte[] html() {
        return line("<!DOCTYPE html>\n<html><head><title>503 Backend fetch failed</title></head>\n"
                + "<body><h1>Error 503 Backend fetch failed</h1><p>Try again later.</p></body></html>");
    }

    private void write(Path directory, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> old = Files.list(directory)) {
            for (Path path : old.filter(Files::isRegularFile).toList()) {
                Files.delete(path);
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(
                directory.resolve("sample.yaml"),
                recipe.replace("@directory@", directory.toUri().toString())
                        .replace("@fingerprint@", signer.fingerprint()));
    }
}
