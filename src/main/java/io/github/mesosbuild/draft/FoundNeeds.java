package io.github.mesosbuild.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a release needs of the machine, and what it can use.
 *
 * @param certain what is needed
 * @param optional what is used if it is installed
 * @param unnamed what is needed, but has no known package
 * @param unknown what the build also looks for, but has no known package
 * @param cxxOnly whether no C compiler is needed
 */
record FoundNeeds(
        List<Need> certain, List<Need> optional, List<String> unnamed, List<String> unknown, boolean cxxOnly) {
    /** Collects what is found, each need once. One that is certain somewhere is not optional. */
    static final class Collector {
        private final Map<String, Need> certain = new LinkedHashMap<>();
        private final Map<String, Need> optional = new LinkedHashMap<>();
        private final TreeSet<String> unnamed = new TreeSet<>();
        private final TreeSet<String> unknown = new TreeSet<>();

        /**
         * Adds a need.
         *
         * @param need empty if no package is known
         * @param because the sentence for the recipe
         * @param otherwise the name if no package is known; empty to leave that out
         */
        void add(Optional<Need> need, boolean needed, String because, String otherwise) {
            if (need.isPresent()) {
                Need told = need.get().because(because);
                (needed ? certain : optional).putIfAbsent(told.name(), told);
            } else if (!otherwise.isEmpty()) {
                (needed ? unnamed : unknown).add(otherwise);
            }
        }

        FoundNeeds found() {
            certain.keySet().forEach(optional::remove);
            unknown.removeAll(unnamed);
            return new FoundNeeds(
                    List.copyOf(certain.values()),
                    List.copyOf(optional.values()),
                    List.copyOf(unnamed),
                    List.copyOf(unknown),
                    certain.containsKey("C++ compiler") && !certain.containsKey("C compiler"));
        }
    }
}
