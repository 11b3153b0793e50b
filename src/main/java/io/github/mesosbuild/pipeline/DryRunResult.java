package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.fetch.Source;
import java.util.List;
import java.util.Optional;

/**
 * The result of a dry run: what a goal would do.
 *
 * @param fetch what would be fetched; empty if the archive is in the cache
 * @param lines lines for a POSIX shell, each with its directory and environment; those that start with {@code #} name the steps
 */
public record DryRunResult(Optional<Fetch> fetch, List<String> lines) {
    static final DryRunResult NOTHING = new DryRunResult(Optional.empty(), List.of());

    public DryRunResult {
        lines = List.copyOf(lines);
    }

    /**
     * A fetch.
     *
     * @param fileName the archive's name
     * @param sources where it may be, in the order in which they are tried
     * @param pinned whether its SHA-256 is known before the fetch, and with it the location of everything that follows
     */
    public record Fetch(String fileName, List<Source> sources, boolean pinned) {
        public Fetch {
            sources = List.copyOf(sources);
        }
    }
}
