package io.github.mesosbuild.draft;

import java.util.List;

/**
 * A first recipe.
 *
 * @param yaml the text of the recipe
 * @param release the name and version of the release
 * @param decisions what a reader must decide, each marked in the text
 * @param doubts what does not agree, one sentence each
 * @param summary what was found, in one line
 * @param findings what the files beside the archive prove, one sentence each
 * @param firstUse whether nothing but the first download proves the archive
 * @param sha256 the SHA-256 of the archive
 */
public record Draft(
        String yaml,
        String release,
        List<String> decisions,
        List<String> doubts,
        String summary,
        List<String> findings,
        boolean firstUse,
        String sha256) {
    /** Copies the lists. */
    public Draft {
        decisions = List.copyOf(decisions);
        doubts = List.copyOf(doubts);
        findings = List.copyOf(findings);
    }
}
