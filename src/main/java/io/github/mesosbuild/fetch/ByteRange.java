package io.github.mesosbuild.fetch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A range of bytes of a file, {@code from} inclusive, {@code to} exclusive. */
record ByteRange(long from, long to) {

    long length() {
        return to - from;
    }

    static String format(List<ByteRange> ranges) {
        return ranges.stream().map(range -> range.from + "-" + range.to).collect(Collectors.joining(","));
    }

    /**
     * Parses what {@link #format} wrote.
     *
     * @throws NumberFormatException if the text has another format
     */
    static List<ByteRange> parse(String text) {
        return Arrays.stream(text.split(","))
                .filter(part -> !part.isBlank())
                .map(part -> {
                    int dash = part.indexOf('-');
                    return new ByteRange(
                            Long.parseLong(part.substring(0, Math.max(dash, 0))),
                            Long.parseLong(part.substring(dash + 1)));
                })
                .toList();
    }

    /** Returns the overlap with {@code [0, limit)}, if there is one. */
    Stream<ByteRange> upTo(long limit) {
        return from >= limit || to <= from || from < 0
                ? Stream.empty()
                : Stream.of(new ByteRange(from, Math.min(to, limit)));
    }
}
