package io.github.mesosbuild.release;

import io.github.mesosbuild.failure.Failure;

/** Thrown if a recipe does not exist, cannot be read, or has a mistake; the message names the place. */
public final class RecipeException extends Failure {
    private static final long serialVersionUID = 1L;

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

    /** Returns whether the recipe does not exist. */
    public boolean isMissing() {
        return missing;
    }

    /** The recipe's name or file. */
    public String recipe() {
        return recipe;
    }
}
