package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/architecture.md true. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Path SOURCES = Path.of("src/main/java/io/github/mesosbuild");

    @Test
    void thePageListsThePackagesInTheirOrder() throws IOException {
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z]+)` \\|").matcher(Files.readString(PAGE));
        assertThat(rows.results().map(row -> row.group(1)).toList()).isEqualTo(ArchitectureTest.ROOMS);
    }

    @Test
    void everyClassThatThePageNamesExists() throws IOException {
        Matcher names = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+)`").matcher(Files.readString(PAGE));
        List<Path> files = names.results()
                .map(name -> SOURCES.resolve(name.group(1).replace('.', '/') + ".java"))
                .toList();
        assertThat(files)
                .hasSizeGreaterThan(60)
                .allSatisfy(file -> assertThat(file).isRegularFile());
    }
}
