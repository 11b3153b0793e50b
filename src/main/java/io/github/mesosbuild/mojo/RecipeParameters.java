package io.github.mesosbuild.mojo;

import java.io.File;

/** The elements of {@code <recipe>} of the goal {@code recipe}; each is also a property {@code mesos.recipe.NAME}. */
public class RecipeParameters extends SkipParameters implements Abbreviated {
    /** The file to write; default {@code recipe.yaml}. {@code mesos.recipe}, or text in {@code <recipe>}, is short for it. */
    File file;

    /** Whether an existing file is replaced. */
    Boolean overwrite;

    @Override
    public boolean isSet() {
        return file != null;
    }

    @Override
    public void set(String text) {
        file = new File(text);
    }
}
