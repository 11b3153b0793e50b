package io.github.mesosbuild.release;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The machines that a requirement or a quirk applies to. A machine matches if it matches any alternative; it matches an alternative if
 * the version of every tool in it is in the tool's range. A condition without alternatives matches every machine.
 *
 * @param alternatives version ranges by tool; {@code host.Facts} defines the names of tools
 */
public record Condition(List<Map<String, VersionRange>> alternatives) {
    /** Matches every machine. */
    public static final Condition ALWAYS = new Condition(List.of());

    public Condition {
        alternatives = alternatives.stream()
                .map(ranges -> java.util.Collections.unmodifiableMap(new LinkedHashMap<>(ranges)))
                .toList();
    }

    /** Returns whether a machine with these tool versions meets the condition. */
    public boolean holds(Function<String, Optional<Version>> versionOf) {
        return alternatives.isEmpty()
                || alternatives.stream()
                        .anyMatch(ranges -> ranges.entrySet().stream()
                                .allMatch(entry -> entry.getValue().contains(versionOf.apply(entry.getKey()))));
    }

    /** Returns whether an alternative names the tool with a range that contains the version, regardless of its other tools. */
    public boolean admits(String tool, Version version) {
        return alternatives.stream()
                .anyMatch(ranges -> ranges.containsKey(tool) && ranges.get(tool).contains(Optional.of(version)));
    }

    /** Returns whether a machine can meet the condition if a tool has this version. */
    public boolean permits(String tool, Version version) {
        return alternatives.isEmpty()
                || alternatives.stream()
                        .anyMatch(ranges ->
                                !ranges.containsKey(tool) || ranges.get(tool).contains(Optional.of(version)));
    }

    /** The tools in all alternatives. */
    public Set<String> tools() {
        return alternatives.stream()
                .flatMap(ranges -> ranges.keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String toString() {
        return alternatives.isEmpty()
                ? "always"
                : alternatives.stream()
                        .map(ranges -> ranges.entrySet().stream()
                                .map(entry ->
                                        isOption(entry) ? entry.getKey() : entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(" and ")))
                        .collect(Collectors.joining(", or "));
    }

    private static boolean isOption(Map.Entry<String, VersionRange> entry) {
        return entry.getKey().startsWith("--") && entry.getValue().text().equals(VersionRange.ANY);
    }
}
