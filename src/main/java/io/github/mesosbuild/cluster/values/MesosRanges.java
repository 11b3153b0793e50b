package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.cluster.values.MesosValue.Range;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules for ranges, as {@code Resources::validate} has them. */
final class MesosRanges {
    /** Mesos reads any of the characters as a separator, so {@code [1,2]} is one range. */
    private static final Pattern WRITTEN =
            Pattern.compile("\\[\\s*(\\d{1,18}\\s*-\\s*\\d{1,18}(\\s*,\\s*\\d{1,18}\\s*-\\s*\\d{1,18})*)?\\s*]");

    private MesosRanges() {}

    /** Checks ranges. Mesos ignores invalid ones of a resource. */
    static Optional<Invalid> check(MesosValue.Ranges value, String text, boolean resource) {
        List<Range> ranges = value.ranges();
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.of(Invalid.misread(
                    "must be ranges of the form [begin-end, begin-end]",
                    text,
                    "Mesos would read ["
                            + Invalid.shortened(
                                    ranges.stream().map(Range::toString).collect(Collectors.joining(", ")))
                            + "]"));
        }
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            if (range.begin().compareTo(range.end()) > 0) {
                return Optional.of(
                        invalid("must have ranges that begin before they end", text, resource, "begin > end"));
            }
            for (Range other : ranges.subList(i + 1, ranges.size())) {
                if (range.begin().compareTo(other.end()) <= 0 && other.begin().compareTo(range.end()) <= 0) {
                    return Optional.of(
                            invalid("must have ranges that do not overlap", text, resource, "overlapping ranges"));
                }
            }
        }
        return Optional.empty();
    }

    private static Invalid invalid(String rule, String text, boolean resource, String why) {
        return resource
                ? Invalid.misread(rule, text, "Mesos ignores the resource: Invalid ranges resource: " + why)
                : Invalid.wrong(rule, text);
    }
}
