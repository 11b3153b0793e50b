package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the digests of one file from a checksum file. These formats are known, and each can list several files:
 *
 * <ul>
 *   <li>a bare digest;
 *   <li>GNU coreutils: {@code digest  name} or {@code digest *name}, with a leading backslash if the name is escaped;
 *   <li>BSD, {@code openssl} and {@code --tag}: {@code SHA512 (name) = digest};
 *   <li>{@code gpg --print-md} and {@code --print-mds}: {@code name: D4 1D 8C D9 ...} or {@code name: SHA256 = ...}, in
 *       groups of digits, wrapped over several lines, with a long name on a line of its own.
 * </ul>
 *
 * The label determines the algorithm; without a label, the number of digits does. Digests are never guessed: a file that is
 * truncated or ambiguous is not used.
 */
public final class ChecksumFile {
    private static final long LARGEST = 1 << 20;

    /** The reasons why a checksum file cannot be used. */
    public enum Reason {
        /** A digest has the wrong number of digits, or the file ends within an entry. */
        TRUNCATED,
        /** It lists only other files. */
        FOREIGN,
        /** It is empty. */
        EMPTY,
        /** It is missing or too large, or has no entry of a known format and algorithm. */
        UNREADABLE,
        /** It lists two different digests of one algorithm. */
        CONTRADICTORY
    }

    /** The result of reading a checksum file. */
    public sealed interface Reading permits Listed, Unusable {}

    /**
     * The digests of the file.
     *
     * @param digests at least one, at most one of each algorithm, in the order of the algorithms
     */
    public record Listed(List<Digest> digests) implements Reading {}

    /**
     * A checksum file that cannot be used.
     *
     * @param reason the kind of problem
     * @param detail a phrase that continues a sentence beginning with the name of the checksum file
     */
    public record Unusable(Reason reason, String detail) implements Reading {}

    private ChecksumFile() {}

    /**
     * Reads a checksum file. Its suffix ({@code .md5}, {@code .sha512}) determines the minimum length of a digest.
     *
     * @param fileName the name of the file whose digests are wanted
     */
    public static Reading read(Path file, String fileName) {
        try {
            long size = Files.size(file);
            return size > LARGEST
                    ? new Unusable(Reason.UNREADABLE, "is too large for a checksum file (" + size + " bytes)")
                    : parse(
                            new String(Files.readAllBytes(file), StandardCharsets.UTF_8),
                            fileName,
                            bySuffix(file.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return new Unusable(Reason.UNREADABLE, "does not exist");
        } catch (IOException e) {
            return new Unusable(Reason.UNREADABLE, "cannot be read (" + e.getMessage() + ")");
        }
    }

    /** Returns the algorithm that a checksum file's suffix stands for; empty for {@code .sha}, which is ambiguous. */
    static Optional<Algorithm> bySuffix(String name) {
        return ChecksumLines.algorithm(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * Reads the text of a checksum file.
     *
     * @param fileName the name of the file whose digests are wanted
     * @param expected the algorithm that the checksum file's suffix stands for: an unlabeled digest with fewer digits is
     *     truncated
     */
    public static Reading parse(String text, String fileName, Optional<Algorithm> expected) {
        if (text.isBlank()) {
            return new Unusable(Reason.EMPTY, "is empty");
        }
        ChecksumLines lines = ChecksumLines.parse(text, fileName);
        if (lines.truncated()) {
            return new Unusable(Reason.TRUNCATED, "is truncated in its last line");
        }
        Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
        String otherFile = null;
        String unknownLabel = null;
        for (ChecksumLines.Entry entry : lines.entries()) {
            if (!entry.isAbout(fileName)) {
                otherFile = entry.name();
                continue;
            }
            Optional<Algorithm> algorithm = entry.label().isEmpty()
                    ? Algorithm.ofHexLength(entry.hex().length())
                    : ChecksumLines.algorithm(entry.label());
            if (algorithm.isEmpty() && !entry.label().isEmpty()) {
                unknownLabel = entry.label();
                continue;
            }
            if (algorithm.isEmpty() || entry.hex().length() != algorithm.get().hexLength()) {
                return truncated(entry, algorithm.or(() -> expected));
            }
            if (entry.label().isEmpty()
                    && expected.isPresent()
                    && entry.hex().length() < expected.get().hexLength()) {
                return truncated(entry, expected);
            }
            Digest digest = new Digest(algorithm.get(), entry.hex());
            Digest before = digests.putIfAbsent(algorithm.get(), digest);
            if (before != null && !before.equals(digest)) {
                return new Unusable(
                        Reason.CONTRADICTORY,
                        "contradicts itself: it lists both the " + before + " and the " + digest + " for " + fileName);
            }
        }
        if (!digests.isEmpty()) {
            return new Listed(List.copyOf(digests.values()));
        }
        if (unknownLabel != null) {
            return new Unusable(
                    Reason.UNREADABLE,
                    "lists only a digest of an unsupported algorithm, "
                            + VisibleText.of(unknownLabel.toUpperCase(Locale.ROOT)));
        }
        return otherFile != null
                ? new Unusable(Reason.FOREIGN, "is for " + VisibleText.of(otherFile) + ", not for " + fileName)
                : new Unusable(Reason.UNREADABLE, "is not in a known checksum format");
    }

    private static Unusable truncated(ChecksumLines.Entry entry, Optional<Algorithm> algorithm) {
        String expected = algorithm
                .map(known -> known.jcaName() + " needs " + known.hexLength())
                .orElse("no known algorithm has that many");
        return new Unusable(
                Reason.TRUNCATED,
                "contains a digest of " + Quantities.count(entry.hex().length(), "digit") + ", but " + expected);
    }
}
