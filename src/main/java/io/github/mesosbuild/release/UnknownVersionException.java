package io.github.mesosbuild.release;

import io.github.mesosbuild.failure.Failure;
import java.util.List;

/** Thrown if the recipe has no digest for the requested version, and the user provides neither a digest nor keys. */
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
