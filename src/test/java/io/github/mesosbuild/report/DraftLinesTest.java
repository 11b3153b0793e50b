package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.draft.Draft;
import io.github.mesosbuild.draft.DraftRequest;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Source;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftLinesTest {
    private static Draft draft(boolean firstUse, List<String> decisions, List<String> doubts) {
        return new Draft(
                "recipe: hello\n",
                "hello 2.12",
                decisions,
                doubts,
                "configure; needs make\u202e",
                List.of("hello-2.12.tar.gz has no signature."),
                firstUse,
                "ab".repeat(32));
    }

    @Test
    void namesTheDecisionsAndTheNextStep() {
        assertThat(DraftLines.lines(draft(true, List.of("trust", "proof"), List.of()), Path.of("my recipe.yaml")))
                .containsExactly(
                        "hello-2.12.tar.gz has no signature.",
                        "Hello 2.12: configure; needs make\\u{202e}",
                        "To decide, marked 'Decide:' in the file: trust; proof",
                        "Wrote my recipe.yaml. Read it, then run 'mesos:build' with -Dmesos.recipe='my recipe.yaml'");
        assertThat(DraftLines.lines(draft(true, List.of(), List.of()), Path.of("a")))
                .hasSize(3);
    }

    @Test
    void warnsAboutWhatNothingProves() {
        assertThat(DraftLines.warnings(draft(true, List.of(), List.of("The version differs."))))
                .containsExactly(
                        "Nothing proves this archive. It is trusted on first download, and the recipe pins its SHA-256 "
                                + "ab".repeat(32)
                                + ". Compare it with a digest that the project publishes somewhere else.",
                        "The version differs.");
        assertThat(DraftLines.warnings(draft(false, List.of(), List.of()))).isEmpty();
    }

    @Test
    void aDryRunNamesWhatItWouldDo() {
        DraftRequest request = new DraftRequest(
                "hello-2.12.tar.gz",
                List.of(new Source.Remote(
                        URI.create("https://me:secret@example.org/hello-2.12.tar.gz"), Optional.empty())),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                new FetchRequest.Limits(1, Duration.ofMinutes(1), 1, 1, 0),
                Path.of("cache"));
        assertThat(DraftLines.dryRun(request, Path.of("/p/recipe.yaml")))
                .isEqualTo("Dry run: nothing was fetched. Would fetch hello-2.12.tar.gz from"
                        + " https://example.org/hello-2.12.tar.gz and write /p/recipe.yaml");
    }
}
