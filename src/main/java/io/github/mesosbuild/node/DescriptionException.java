package io.github.mesosbuild.node;

import io.github.mesosbuild.failure.Failure;
import java.util.List;

/** A description is not that of a cluster which works. */
public final class DescriptionException extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems sentences, each with the value and where it stands */
    public DescriptionException(List<String> problems) {
        super(problems.size() == 1 ? problems.get(0) : String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong. */
    public List<String> problems() {
        return problems;
    }
}
