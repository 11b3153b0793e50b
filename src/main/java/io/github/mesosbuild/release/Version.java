package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dotted version number of a release or of a tool. Compared number by number; missing numbers count as zero; what
 * follows the numbers ({@code -rc1}, {@code p2}) is kept for display and is not compared.
 *
 * @param text as it was written
 */
public record Version(String text) implements Comparable<Version> {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+(?:\\.\\d+)*)");

    /**
     * @throws IllegalArgumentException if the text holds no number
     */
    public Version {
        text = text.strip();
        if (!NUMBERS.matcher(text).lookingAt()) {
            throw new IllegalArgumentException("'" + text + "' is not a version: it does not start with a digit");
        }
    }

    /** The first dotted number in a tool's output, as in {@code g++ (Debian 12.2.0-14) 12.2.0}. */
    public static Optional<Version> firstIn(String output) {
        Matcher matcher = NUMBERS.matcher(output);
        return matcher.find() ? Optional.of(new Version(matcher.group(1))) : Optional.empty();
    }

    private List<Long> numbers() {
        Matcher matcher = NUMBERS.matcher(text);
        List<Long> numbers = new ArrayList<>();
        if (matcher.lookingAt()) {
            for (String part : matcher.group(1).split("\\.")) {
                numbers.add(Long.parseLong(part.substring(0, Math.min(18, part.length()))));
            }
        }
        return numbers;
    }

    @Override
    public int compareTo(Version other) {
        List<Long> mine = numbers();
        List<Long> theirs = other.numbers();
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            int order = Long.compare(i < mine.size() ? mine.get(i) : 0, i < theirs.size() ? theirs.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
