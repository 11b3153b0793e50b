package io.github.mesosbuild.pipeline;

import java.util.List;

/**
 * What a goal would do, of which nothing was done.
 *
 * @param fetch what would be fetched from where, in sentences; empty if the archive is there
 * @param lines for a POSIX shell, each with its directory and its environment; those that start with {@code #} name the steps
 */
public record DryRunResult(List<String> fetch, List<String> lines) {
    public DryRunResult {
        fetch = List.copyOf(fetch);
        lines = List.copyOf(lines);
    }
}
