package io.github.mesosbuild.release;

import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dotted version number of a release or a tool. Versions are compared number by number; missing numbers count as zero. A suffix such as
 * {@code -rc1} is displayed, but not compared.
 *
 * @param text the version as it was written
 */
public record Version(String text) implements Comparable<Version> {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+(?:\\.\\d+)*)");

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if the text does not start with a digit
     */
    public Version {
        text = text.strip();
        if (!NUMBERS.matcher(text).lookingAt()) {
            throw new IllegalArgumentException("'" + text + "' is not a version: it does not start with a digit");
        }
    }

    /**
     * Returns the version of a release, which becomes part of file names.
     *
     * @throws IllegalArgumentException if the text does not start with a digit, or contains other characters than a version has
     */
    public static Version ofRelease(String text) {
        Version version = new Version(text);
        if (PathNames.plain(version.text()).isPresent() || version.text().indexOf(' ') >= 0) {
            throw new IllegalArgumentException("'" + VisibleText.of(text)
                    + "' is not a version: use letters, digits, '.', '_', '+' and '-', at most 100");
        }
        return version;
    }

    /** Returns the first dotted number in a tool's output, such as 4.3 in {@code GNU Make 4.3}. */
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
