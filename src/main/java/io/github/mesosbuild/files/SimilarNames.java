package io.github.mesosbuild.files;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a misspelled one was probably meant to be. */
public final class SimilarNames {
    private SimilarNames() {}

    /**
     * Returns the known names that are within a distance of a name, the most similar first.
     *
     * @param most the maximum {@link #distance}
     */
    public static List<String> of(String name, Collection<String> known, int most) {
        return known.stream()
                .distinct()
                .filter(one -> distance(one, name) <= most)
                .sorted(Comparator.comparingInt((String one) -> distance(one, name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /**
     * Returns how many letters must be changed, added, removed or swapped with their neighbor to turn one text into the other,
     * ignoring case (optimal string alignment).
     */
    public static int distance(String first, String second) {
        String one = first.toLowerCase(Locale.ROOT);
        String other = second.toLowerCase(Locale.ROOT);
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            distance[i][0] = i;
        }
        for (int j = 0; j <= other.length(); j++) {
            distance[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                distance[i][j] =
                        Math.min(Math.min(distance[i][j - 1], distance[i - 1][j]) + 1, distance[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }
        return distance[one.length()][other.length()];
    }
}
