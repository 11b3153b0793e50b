package io.github.mesosbuild.steps;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the objects that make compiles, by the commands that it prints, out of those that a dry run of make named. A dry
 * run stops early in some recursive Makefiles, and names only a few. Once more others than named ones are compiled, the
 * names are no measure: every object counts, and the total is unknown.
 */
final class ObjectCount {
    private static final Pattern COMMAND = Pattern.compile(".*\\s-o\\s+(\\S+\\.l?o)\\b.*");
    private static final Pattern SILENT_RULE = Pattern.compile("\\s+(?:CC|CXX)\\s+(\\S+\\.l?o)\\s*");
    private static final int LONGEST_COMMAND = 32_768;

    private final Map<String, Integer> awaited = new HashMap<>();
    private final int total;
    private int done;
    private int others;

    /**
     * Starts a count of the objects.
     *
     * @param objects the objects to compile, one name for each compilation
     */
    ObjectCount(List<String> objects) {
        objects.forEach(object -> awaited.merge(object, 1, Integer::sum));
        this.total = objects.size();
    }

    /**
     * Returns the object that a line of make's output compiles. libtool prints each command once more, which is
     * ignored.
     */
    static Optional<String> compiledBy(String line) {
        if (line.startsWith("libtool:") || line.length() > LONGEST_COMMAND) {
            return Optional.empty();
        }
        Matcher matcher = line.contains(" -c ") ? COMMAND.matcher(line) : SILENT_RULE.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Counts the object that a line of make's output compiles, and returns it. */
    Optional<String> line(String line) {
        Optional<String> compiled = compiledBy(line);
        compiled.ifPresent(object -> {
            if (awaited.getOrDefault(object, 0) > 0) {
                awaited.merge(object, -1, Integer::sum);
                done++;
            } else {
                others++;
            }
        });
        return compiled;
    }

    /** Counts an object file that exists already; with libtool it is {@code x.o} where {@code x.lo} was named. */
    void present(String object) {
        String stem = object.substring(0, object.lastIndexOf('.'));
        done += awaited.entrySet().stream()
                .filter(entry ->
                        Path.of(entry.getKey()).getFileName().toString().matches(Pattern.quote(stem) + "\\.l?o"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private boolean incomplete() {
        return others > total;
    }

    /** How many are compiled: of the named ones, or of all if the total is unknown. */
    int done() {
        return incomplete() ? done + others : done;
    }

    /** How many there are to compile; 0 if that is unknown. */
    int total() {
        return incomplete() ? 0 : total;
    }
}
