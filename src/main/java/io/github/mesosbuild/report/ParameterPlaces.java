package io.github.mesosbuild.report;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The directories and files that parameters choose, so that advice can name the parameter which matters for a path.
 *
 * @param chosen the path of each parameter
 */
public record ParameterPlaces(Map<String, Path> chosen) {
    /** For failures of which no path is known. */
    public static final ParameterPlaces NONE = new ParameterPlaces(Map.of());

    public ParameterPlaces {
        chosen = Map.copyOf(chosen);
    }

    /** The parameter that decides where a file is: that of the innermost directory around it. */
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

    /** How to choose another place for a file, as the end of a sentence; empty if no parameter does. */
    String elsewhere(String file) {
        return parameterOf(file)
                .map(parameter -> ", or choose another place with " + parameter)
                .orElse("");
    }
}
