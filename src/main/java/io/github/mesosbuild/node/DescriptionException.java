package io.github.mesosbuild.node;

import io.github.mesosbuild.failure.Failure;
import java.util.List;

/** Thrown if a node description has problems. */
public final class DescriptionException extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Reports the problems of a description.
     *
     * @param problems sentences, each with the value and its place in the description
     */
    public DescriptionException(List<String> problems) {
        super(problems.size() == 1 ? problems.get(0) : String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order of the description. */
    public List<String> problems() {
        return problems;
    }
}
