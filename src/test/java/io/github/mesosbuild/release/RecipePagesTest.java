package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps the pages that are generated from the recipes true. */
class RecipePagesTest {
    @Test
    void thePageOfQuirksIsTrue() throws Exception {
        assertIsUpToDate("quirks.md", QuirksPage.ofBundledRecipes());
    }

    @Test
    void thePageOfReleasesAndMachinesIsTrue() throws Exception {
        assertIsUpToDate("compatibility.md", CompatibilityPage.ofBundledRecipes());
    }

    private static void assertIsUpToDate(String name, String page) throws IOException {
        Path generated = Path.of("target", name);
        Files.createDirectories(generated.getParent());
        Files.writeString(generated, page);
        Path committed = Path.of("src/site/markdown", name);
        assertThat(committed)
                .as("%s differs from the recipes. Copy %s over it.", committed, generated)
                .hasContent(page);
    }
}
