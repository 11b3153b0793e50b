package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.SimilarNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the parameter that a misspelled or misplaced one was probably meant to be. */
final class ParameterSuggestion {
    private static final int MAXIMUM = 3;

    private ParameterSuggestion() {}

    /**
     * Returns the known paths that are most like a path: those with similar names, or those that end with the same name.
     *
     * @param path names with dots between them
     * @param entries paths whose last name any path could have
     */
    static List<String> by(String path, List<String> known, List<String> entries) {
        Map<Integer, List<String>> similar = new TreeMap<>();
        for (String one : Stream.concat(known.stream(), entries.stream()).toList()) {
            int distance = distance(path, one);
            if (distance >= 0) {
                similar.computeIfAbsent(distance, any -> new ArrayList<>()).add(one);
            }
        }
        List<String> misplaced =
                known.stream().filter(one -> last(one).equals(last(path))).toList();
        if (misplaced.size() <= MAXIMUM) {
            similar.computeIfAbsent(path.contains(".") ? Integer.MAX_VALUE : 1, any -> new ArrayList<>())
                    .addAll(misplaced);
        }
        return similar.values().stream()
                .filter(paths -> !paths.isEmpty())
                .findFirst()
                .filter(paths -> paths.size() <= MAXIMUM)
                .map(paths -> paths.stream().distinct().toList())
                .orElse(List.of());
    }

    /** Returns a negative number if the two are not alike. */
    private static int distance(String path, String known) {
        String[] names = path.split("\\.", -1);
        String[] others = known.split("\\.", -1);
        if (names.length != others.length) {
            return SimilarNames.distance(path, known) <= 1 ? 1 : -1;
        }
        int sum = 0;
        for (int i = 0; i < names.length; i++) {
            int distance = SimilarNames.distance(names[i], others[i]);
            if (distance > Math.max(1, names[i].length() / 3)) {
                return -1;
            }
            sum += distance;
        }
        return sum;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
