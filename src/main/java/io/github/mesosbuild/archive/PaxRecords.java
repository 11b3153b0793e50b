package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.text.VisibleText;
import java.math.BigDecimal;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The records of a POSIX pax extended header, each {@code "%d %s=%s\n"} (POSIX.1-2017, pax, "pax Extended Header"). */
final class PaxRecords {
    static final PaxRecords NONE = new PaxRecords(Map.of());

    private static final Set<String> PER_ENTRY = Set.of("path", "linkpath", "size");
    private static final Pattern TIME = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{0,30})?");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

    private final Map<String, String> records;

    private PaxRecords(Map<String, String> records) {
        this.records = records;
    }

    /**
     * Parses the content of an extended header.
     *
     * @throws RefusedArchiveException if the header is malformed, sets a value twice, or describes a sparse file
     */
    static PaxRecords parse(byte[] data) throws RefusedArchiveException {
        Map<String, String> records = new LinkedHashMap<>();
        for (int at = 0; at < data.length; ) {
            int space = at;
            int length = 0;
            while (space < data.length && data[space] >= '0' && data[space] <= '9' && length <= data.length) {
                length = length * 10 + data[space++] - '0';
            }
            int end = at + length;
            int equals = space + 1;
            while (equals < end && equals < data.length && data[equals] != '=') {
                equals++;
            }
            if (space == at || end > data.length || equals >= end - 1 || data[space] != ' ' || data[end - 1] != '\n') {
                throw new RefusedArchiveException(Kind.CORRUPT, "has a malformed extended header");
            }
            String key = EntryNames.decode(data, space + 1, equals - space - 1);
            if (key.startsWith("GNU.sparse.")) {
                throw new RefusedArchiveException(Kind.UNSUPPORTED, "is a sparse file");
            }
            if (key.equals("mtime") || PER_ENTRY.contains(key)) {
                String value = EntryNames.decode(data, equals + 1, end - equals - 2);
                if (records.put(key, value) != null) {
                    throw new RefusedArchiveException(
                            Kind.CORRUPT, "has an extended header that sets its " + key + " twice");
                }
            }
            at = end;
        }
        return new PaxRecords(records);
    }

    /**
     * Returns these records as global ones, which apply to all entries.
     *
     * @throws RefusedArchiveException if they set one name, link target or size for all entries
     */
    PaxRecords global() throws RefusedArchiveException {
        for (String key : PER_ENTRY) {
            if (records.containsKey(key)) {
                throw new RefusedArchiveException(Kind.CORRUPT, "sets one " + key + " for all of its entries");
            }
        }
        return this;
    }

    Optional<String> path() {
        return Optional.ofNullable(records.get("path"));
    }

    Optional<String> link() {
        return Optional.ofNullable(records.get("linkpath"));
    }

    OptionalLong size() throws RefusedArchiveException {
        String size = records.get("size");
        if (size == null) {
            return OptionalLong.empty();
        }
        if (!SIZE.matcher(size).matches()) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has an invalid size: '" + VisibleText.of(size) + "'");
        }
        return OptionalLong.of(Long.parseLong(size));
    }

    Optional<FileTime> modified() throws RefusedArchiveException {
        String time = records.get("mtime");
        if (time == null) {
            return Optional.empty();
        }
        if (!TIME.matcher(time).matches()) {
            throw invalidTime(time);
        }
        BigDecimal seconds = new BigDecimal(time);
        BigDecimal[] parts = seconds.movePointRight(9)
                .setScale(0, java.math.RoundingMode.FLOOR)
                .divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Optional.of(time(parts[0].longValue(), parts[1].longValue()));
    }

    /** Converts a time. */
    static FileTime time(long seconds, long nanoseconds) throws RefusedArchiveException {
        try {
            return FileTime.from(Instant.ofEpochSecond(seconds, nanoseconds));
        } catch (DateTimeException | ArithmeticException e) {
            throw invalidTime(Long.toString(seconds));
        }
    }

    private static RefusedArchiveException invalidTime(String time) {
        return new RefusedArchiveException(
                Kind.CORRUPT, "has an invalid modification time: '" + VisibleText.of(time) + "'");
    }
}
