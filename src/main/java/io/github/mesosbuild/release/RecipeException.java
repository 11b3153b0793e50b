package io.github.mesosbuild.release;

/** A recipe that cannot be used: not there, not readable, or wrong at a place that the message names. */
public final class RecipeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String recipe;

    public RecipeException(String recipe, String message) {
        super("The recipe " + recipe + " cannot be used: " + message);
        this.recipe = recipe;
    }

    /** The name or the file of the recipe. */
    public String recipe() {
        return recipe;
    }
}
