package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range of versions: bounds separated by commas, which must all hold ({@code ">= 7, < 12"}), {@code any} for every version, or
 * {@code missing} for a tool that is not installed.
 *
 * @param text the range as it was written
 */
public record VersionRange(String text) {
    private static final String MISSING = "missing";
    static final String ANY = "any";

    private record Bound(String operator, Version version) {
        boolean holds(Version candidate) {
            int order = candidate.compareTo(version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case ">" -> order > 0;
                case "<=" -> order <= 0;
                case "<" -> order < 0;
                default -> order == 0;
            };
        }
    }

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if the text does not have one of these forms
     */
    public VersionRange {
        text = text.strip();
        bounds(text);
    }

    private static List<Bound> bounds(String text) {
        List<Bound> bounds = new ArrayList<>();
        if (text.equals(MISSING) || text.equals(ANY)) {
            return bounds;
        }
        for (String part : text.split(",", -1)) {
            String bound = part.strip();
            String operator = bound.replaceFirst("[^<>=].*$", "");
            if (!List.of("", "=", ">=", ">", "<=", "<").contains(operator)) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a valid version range. Use a range such as '>= 7, < 12'");
            }
            bounds.add(new Bound(operator, new Version(bound.substring(operator.length()))));
        }
        return bounds;
    }

    /** Returns whether the range asks for the presence or absence of a tool alone. */
    boolean isAnyOrMissing() {
        return text.equals(ANY) || text.equals(MISSING);
    }

    /** Returns whether the range contains a version, or a missing tool if empty. */
    public boolean contains(Optional<Version> version) {
        if (text.equals(MISSING)) {
            return version.isEmpty();
        }
        return version.isPresent() && bounds(text).stream().allMatch(bound -> bound.holds(version.get()));
    }

    @Override
    public String toString() {
        return text;
    }
}
