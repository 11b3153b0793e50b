package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps what is generated from the recipes and from the declaration of their keys true. */
class RecipePagesTest {
    private static final Path PAGES = Path.of("src/site/markdown");

    @Test
    void thePageOfQuirksIsTrue() throws Exception {
        assertIsUpToDate(PAGES.resolve("quirks.md"), QuirksPage.ofBundledRecipes());
    }

    @Test
    void thePageOfReleasesAndMachinesIsTrue() throws Exception {
        assertIsUpToDate(PAGES.resolve("compatibility.md"), CompatibilityPage.ofBundledRecipes());
    }

    @Test
    void thePageOfRecipesHasATableOfEveryMapAndItsKeys() throws Exception {
        Path committed = PAGES.resolve("recipes.md");
        String page = Files.readString(committed);
        assertThat(RecipeTables.names(page))
                .containsExactlyInAnyOrderElementsOf(RecipeSections.all().keySet());
        assertIsUpToDate(committed, RecipeTables.in(page));
    }

    @Test
    void theSchemaHasEveryKey() throws Exception {
        assertIsUpToDate(Path.of("src/site/resources/recipe.schema.json"), RecipeSchema.text());
    }

    private static void assertIsUpToDate(Path committed, String text) throws IOException {
        Path generated = Path.of("target").resolve(committed.getFileName());
        Files.createDirectories(generated.getParent());
        Files.writeString(generated, text);
        assertThat(committed)
                .as("%s differs from the recipes or their keys. Copy %s over it.", committed, generated)
                .hasContent(text);
    }
}
