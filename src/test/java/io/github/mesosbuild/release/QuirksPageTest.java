package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuirksPageTest {
    private static final Path COMMITTED = Path.of("src/site/markdown/quirks.md");

    @Test
    void thePageIsWhatTheRecipesSay() throws Exception {
        String page = QuirksPage.ofBundledRecipes();
        Path generated = Path.of("target/quirks.md");
        Files.writeString(generated, page);
        assertThat(COMMITTED)
                .as("%s is not what the recipes say: copy %s over it", COMMITTED, generated)
                .hasContent(page);
    }
}
