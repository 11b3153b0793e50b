package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a checksum file states of one file. Dialects, each of which may speak of several files:
 *
 * <ul>
 *   <li>a bare digest;
 *   <li>GNU coreutils {@code digest  name}, {@code digest *name}, with a leading backslash where the name is escaped;
 *   <li>BSD, also of {@code openssl} and {@code --tag}: {@code SHA512 (name) = digest};
 *   <li>{@code gpg --print-md} and {@code --print-mds}: {@code name: D4 1D 8C D9 ...} or {@code name: SHA256 = ...} in
 *       groups, wrapped over several lines, in a line of its own where the name is long.
 * </ul>
 *
 * The algorithm is the one of the label, else of the number of digits. A digest for which the file is too short is never
 * guessed: everything odd is a reason not to use the file.
 */
public final class ChecksumFile {
    private static final long LARGEST = 1 << 20;

    /** Why a checksum file states nothing of a file. */
    public enum Reason {
        /** A digest has the wrong number of digits, or the file ends within an entry. */
        TRUNCATED,
        /** Only other files are named. */
        FOREIGN,
        /** There is nothing in it. */
        EMPTY,
        /** It is absent or too large, or nothing in it is in a known dialect and algorithm. */
        UNREADABLE,
        /** It states two different digests of one algorithm. */
        CONTRADICTORY
    }

    /** What was read: a statement, or the reason why there is none. */
    public sealed interface Reading permits Stated, Unusable {}

    /**
     * @param digests at least one, in the order of their algorithms; of each algorithm at most one
     */
    public record Stated(List<Digest> digests) implements Reading {}

    /**
     * @param reason the kind of it
     * @param detail a phrase that continues a sentence beginning with the name of the checksum file
     */
    public record Unusable(Reason reason, String detail) implements Reading {}

    private ChecksumFile() {}

    /**
     * Reads a checksum file. Its suffix ({@code .md5}, {@code .sha512}) says how long a digest is at least.
     *
     * @param fileName the name of the file of which a statement is looked for
     */
    public static Reading read(Path file, String fileName) {
        try {
            long size = Files.size(file);
            return size > LARGEST
                    ? new Unusable(Reason.UNREADABLE, "has " + size + " bytes, far too many for a checksum file")
                    : parse(
                            new String(Files.readAllBytes(file), StandardCharsets.UTF_8),
                            fileName,
                            bySuffix(file.getFileName().toString()));
        } catch (IOException e) {
            return new Unusable(Reason.UNREADABLE, "cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The algorithm that the suffix of a checksum file's name promises; {@code .sha} promises no certain one. */
    static Optional<Algorithm> bySuffix(String name) {
        return ChecksumLines.algorithm(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * Reads the text of a checksum file.
     *
     * @param fileName the name of the file of which a statement is looked for
     * @param expected the algorithm that the checksum file's name promises: an unlabelled digest with fewer digits is
     *     truncated
     */
    public static Reading parse(String text, String fileName, Optional<Algorithm> expected) {
        if (text.isBlank()) {
            return new Unusable(Reason.EMPTY, "is empty");
        }
        ChecksumLines lines = ChecksumLines.parse(text, fileName);
        if (lines.cutOff()) {
            return new Unusable(Reason.TRUNCATED, "ends within its last line");
        }
        Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
        String foreign = null;
        String unknown = null;
        for (ChecksumLines.Entry entry : lines.entries()) {
            if (!entry.isAbout(fileName)) {
                foreign = entry.name();
                continue;
            }
            Optional<Algorithm> algorithm = entry.label().isEmpty()
                    ? Algorithm.ofHexLength(entry.hex().length())
                    : ChecksumLines.algorithm(entry.label());
            if (algorithm.isEmpty() && !entry.label().isEmpty()) {
                unknown = entry.label();
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
                        "contradicts itself: it states the " + before + " and the " + digest + " of " + fileName);
            }
        }
        if (!digests.isEmpty()) {
            return new Stated(List.copyOf(digests.values()));
        }
        if (unknown != null) {
            return new Unusable(
                    Reason.UNREADABLE,
                    "states only a digest that is not known, " + VisibleText.of(unknown.toUpperCase(Locale.ROOT)));
        }
        return foreign != null
                ? new Unusable(Reason.FOREIGN, "speaks of " + VisibleText.of(foreign) + " only, not of " + fileName)
                : new Unusable(Reason.UNREADABLE, "is in no known dialect of checksum files");
    }

    private static Unusable truncated(ChecksumLines.Entry entry, Optional<Algorithm> algorithm) {
        String expected = algorithm
                .map(known -> known.jcaName() + " has " + known.hexLength())
                .orElse("no known digest has so many");
        return new Unusable(
                Reason.TRUNCATED,
                "states a digest of " + Quantities.count(entry.hex().length(), "digit") + ", but " + expected);
    }
}
