package io.github.mesosbuild.report;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The directories and files that parameters choose, by which a remedy names the parameter that decides about a path.
 *
 * @param chosen the path that each parameter chooses
 */
public record ParameterPlaces(Map<String, Path> chosen) {
    /** No known paths. */
    public static final ParameterPlaces NONE = new ParameterPlaces(Map.of());

    public ParameterPlaces {
        chosen = Map.copyOf(chosen);
    }

    /** Returns the parameter that decides where a file is: that of the innermost directory around it. */
    Optional<String> parameterOf(String file) {
        if (!file.startsWith("/")) {
            return Optional.empty();
        }
        Path path = Path.of(file).normalize();
        return chosen.entrySet().stream()
                .filter(place ->
                        path.startsWith(place.getValue()) || place.getValue().startsWith(path))
                .max(Comparator.comparingInt((Map.Entry<String, Path> place) -> path.startsWith(place.getValue())
                                ? place.getValue().getNameCount()
                                : 0)
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /** Returns how to choose another location for a file, as the end of a sentence; empty if no parameter decides it. */
    String elsewhere(String file) {
        return parameterOf(file)
                .map(parameter -> ", or choose another location with " + parameter)
                .orElse("");
    }
}
