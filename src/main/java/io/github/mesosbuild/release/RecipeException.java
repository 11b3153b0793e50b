package io.github.mesosbuild.release;

import io.github.mesosbuild.config.Place;
import io.github.mesosbuild.config.Problem;
import io.github.mesosbuild.failure.Failure;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Thrown if a recipe does not exist, cannot be read, or has a mistake; the message names the place. */
public final class RecipeException extends Failure {
    private static final long serialVersionUID = 1L;

    private static final Place START = new Place(1, 1);

    /** More would scroll the first ones away. */
    private static final int MOST = 50;

    private final String recipe;
    private final boolean missing;

    /**
     * Reports a recipe that exists but cannot be used.
     *
     * @param message a sentence about the recipe
     */
    public RecipeException(String recipe, String message) {
        this(recipe, message, false);
    }

    /**
     * Reports a recipe that does not exist or cannot be used.
     *
     * @param message a sentence about the recipe
     * @param missing whether the recipe does not exist
     */
    public RecipeException(String recipe, String message, boolean missing) {
        super("Cannot use recipe " + recipe + ": " + message);
        this.recipe = recipe;
        this.missing = missing;
    }

    private RecipeException(String recipe, Collection<String> mistakes) {
        super("Cannot use recipe " + recipe
                + (mistakes.size() == 1
                        ? mistakes.iterator().next()
                        : ": It has " + mistakes.size() + " mistakes.\n"
                                + mistakes.stream()
                                        .limit(MOST)
                                        .map(mistake -> recipe + mistake)
                                        .collect(Collectors.joining("\n"))
                                + (mistakes.size() > MOST
                                        ? "\nThe other " + (mistakes.size() - MOST) + " are not shown."
                                        : "")));
        this.recipe = recipe;
        this.missing = false;
    }

    /**
     * Reports the mistakes in a recipe in the order of the file, each after the file, its line and its column. A mistake that was found
     * in several ways counts once.
     *
     * @param problems at least one
     */
    static RecipeException of(String recipe, List<Problem> problems) {
        Map<String, String> once = new LinkedHashMap<>();
        problems.stream()
                .sorted(Comparator.comparing(
                        problem -> problem.place().orElse(START),
                        Comparator.comparingInt(Place::line).thenComparingInt(Place::column)))
                .forEach(problem -> {
                    String place = problem.place().map(known -> ":" + known).orElse("") + ": ";
                    once.putIfAbsent(place + problem.sentence(), place + problem.text());
                });
        return new RecipeException(recipe, once.values());
    }

    /** Returns whether the recipe does not exist. */
    public boolean isMissing() {
        return missing;
    }

    /** The recipe's name or file. */
    public String recipe() {
        return recipe;
    }
}
