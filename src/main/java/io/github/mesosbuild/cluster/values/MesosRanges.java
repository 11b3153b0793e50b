package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.cluster.values.MesosValue.Range;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules for ranges, as {@code Resources::validate} has them. */
final class MesosRanges {
    /** Mesos reads any of the characters as a separator, so {@code [1,2]} is one range. */
    private static final Pattern WRITTEN =
            Pattern.compile("\\[\\s*(\\d{1,18}\\s*-\\s*\\d{1,18}(\\s*,\\s*\\d{1,18}\\s*-\\s*\\d{1,18})*)?\\s*]");

    private MesosRanges() {}

    /** Checks the ranges of an attribute. */
    static Optional<Invalid> ofAttribute(MesosValue.Ranges value, String text) {
        return check(value, text, false, (rule, why) -> Invalid.wrong(rule, text));
    }

    /** Checks the ranges of a resource. */
    static Optional<Invalid> ofResource(MesosValue.Ranges value, String text, Dialect dialect) {
        return check(
                value,
                text,
                dialect.has(Dialect.Trait.MERGED_RANGES),
                (rule, why) -> Resources.unaccepted(rule, text, "Invalid ranges resource: " + why, dialect));
    }

    private static Optional<Invalid> check(
            MesosValue.Ranges value, String text, boolean merged, BiFunction<String, String, Invalid> invalid) {
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
                return Optional.of(invalid.apply("must have ranges that begin before they end", "begin > end"));
            }
            for (Range other : ranges.subList(i + 1, ranges.size())) {
                if (!merged
                        && range.begin().compareTo(other.end()) <= 0
                        && other.begin().compareTo(range.end()) <= 0) {
                    return Optional.of(invalid.apply("must have ranges that do not overlap", "overlapping ranges"));
                }
            }
        }
        return Optional.empty();
    }
}
