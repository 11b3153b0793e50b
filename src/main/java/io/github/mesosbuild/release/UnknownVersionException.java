package io.github.mesosbuild.release;

import io.github.mesosbuild.failure.Failure;
import java.util.List;

/** A version of which the recipe knows no digest, asked for without a digest or keys of the user's own. */
public final class UnknownVersionException extends Failure {
    private static final long serialVersionUID = 1L;

    private final String recipe;
    private final String version;
    private final transient List<String> known;

    public UnknownVersionException(String recipe, String version, List<String> known) {
        super("The recipe " + recipe + " has no pinned digest for version " + version + ".");
        this.recipe = recipe;
        this.version = version;
        this.known = List.copyOf(known);
    }

    public String recipe() {
        return recipe;
    }

    public String version() {
        return version;
    }

    /** The versions with a pinned digest, oldest first. */
    public List<String> known() {
        return known;
    }
}
