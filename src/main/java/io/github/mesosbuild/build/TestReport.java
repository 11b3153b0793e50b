package io.github.mesosbuild.build;

import java.util.List;

/**
 * How the release's own tests went, as far as their output tells.
 *
 * @param passed how many passed
 * @param failed the full names of those that failed
 */
public record TestReport(int passed, List<String> failed) {
    public TestReport {
        failed = List.copyOf(failed);
    }
}
