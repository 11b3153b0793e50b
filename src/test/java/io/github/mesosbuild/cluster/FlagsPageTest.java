package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps the page that is generated from the table of flags true. */
class FlagsPageTest {
    @Test
    void thePageOfFlagsIsTrue() throws Exception {
        String page = FlagsPage.ofBundledTable();
        Path generated = Path.of("target/flags.md");
        Files.createDirectories(generated.getParent());
        Files.writeString(generated, page);
        Path committed = Path.of("src/site/markdown/flags.md");
        assertThat(committed)
                .as("%s differs from the table of flags. Copy %s over it.", committed, generated)
                .hasContent(page);
    }
}
