package io.github.mesosbuild.release;

import io.github.mesosbuild.failure.Failure;

/** A recipe that cannot be used: not there, not readable, or wrong at a place that the message names. */
public final class RecipeException extends Failure {
    private static final long serialVersionUID = 1L;

    private final String recipe;
    private final boolean missing;

    public RecipeException(String recipe, String message) {
        this(recipe, message, false);
    }

    /** @param missing whether there is no such recipe, rather than a wrong one */
    public RecipeException(String recipe, String message, boolean missing) {
        super("The recipe " + recipe + " cannot be used: " + message);
        this.recipe = recipe;
        this.missing = missing;
    }

    /** Whether there is no such recipe. */
    public boolean isMissing() {
        return missing;
    }

    /** The name or the file of the recipe. */
    public String recipe() {
        return recipe;
    }
}
