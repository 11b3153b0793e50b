package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolchainSupportTest {
    private static final String RECIPE = """
            recipe: tiny
            title: Tiny
            version: 1.0
            archive: { file: "tiny.tgz", directory: "tiny", companions: [] }
            disk: 1
            build: { separate: true, install: { target: install } }
            """;
    private static final String TOOLCHAINS = """
            toolchains:
              - when: { release: 1.0, gcc: ">= 12, < 13", glibc: "2.36" }
                measured: Debian 12
              - when: { release: 1.0, clang: ">= 14, < 15", glibc: "2.36" }
                measured: Debian 12 with clang
              - when: { release: 1.1 }
                derived: its sources
              - when: { gcc: ">= 14, < 15" }
                derived: Porting to GCC 14
              - when: { glibc: "> 2.36" }
                derived: NEWS
              - when: { zlib: "< 2" }
                derived: its promise
            """;

    @TempDir
    Path directory;

    private ToolchainSupport standing(String recipe, String version, Map<String, String> machine)
            throws IOException, RecipeException {
        Files.writeString(directory.resolve("recipe.yaml"), recipe);
        return new RecipeReader(FileObserver.NONE)
                .read("recipe.yaml", directory)
                .release(new Version(version), directory)
                .standing(tool -> Optional.ofNullable(machine.get(tool)).map(Version::new));
    }

    private String sentence(String version, Map<String, String> machine) throws IOException, RecipeException {
        return standing(RECIPE + TOOLCHAINS, version, machine).toString();
    }

    @Test
    void aToolchainThatBuiltTheReleaseIsMeasured() throws Exception {
        assertThat(sentence("1.0", Map.of("gcc", "12.2.0", "glibc", "2.36", "make", "4.3")))
                .isEqualTo("Toolchain gcc 12.2.0, glibc 2.36: measured (Debian 12)");
        assertThat(sentence("1.0", Map.of("clang", "14.0.6", "glibc", "2.36")))
                .isEqualTo("Toolchain clang 14.0.6, glibc 2.36: measured (Debian 12 with clang)");
    }

    @Test
    void theDocumentationOfEachDerivedPartIsNamed() throws Exception {
        assertThat(sentence("1.0", Map.of("gcc", "14.2.0", "glibc", "2.41", "zlib", "1.3")))
                .isEqualTo("Toolchain gcc 14.2.0, glibc 2.41, zlib 1.3: derived, not measured"
                        + " (gcc 14.2.0: Porting to GCC 14; glibc 2.41: NEWS; zlib 1.3: its promise)");
        assertThat(sentence("1.1", Map.of("gcc", "12.2.0", "glibc", "2.36")))
                .isEqualTo("Toolchain gcc 12.2.0, glibc 2.36: derived, not measured (tiny 1.1: its sources)");
    }

    @Test
    void partsThatWereMeasuredSeparatelyAreDerived() throws Exception {
        String both = TOOLCHAINS.replace(
                "measured: Debian 12\n", "measured: Debian 12\n  - { when: { glibc: 2.31 }, measured: Debian 11 }\n");
        assertThat(standing(RECIPE + both, "1.0", Map.of("gcc", "12.2.0", "glibc", "2.31"))
                        .grade())
                .isEqualTo(ToolchainSupport.Grade.MEASURED);
        assertThat(standing(
                        RECIPE + both.replace("{ glibc: 2.31 }", "{ glibc: 2.31, gcc: \"10\" }"),
                        "1.0",
                        Map.of("gcc", "12.2.0", "glibc", "2.31")))
                .hasToString("Toolchain gcc 12.2.0, glibc 2.31: derived, not measured"
                        + " (each part was measured, but not this combination)");
    }

    @Test
    void uncoveredCompilersLibrariesAndReleasesAreNamed() throws Exception {
        assertThat(sentence("1.0", Map.of("gcc", "16.1.0", "glibc", "2.41")))
                .isEqualTo("Toolchain gcc 16.1.0, glibc 2.41: unknown (the recipe does not cover gcc 16.1.0)");
        assertThat(sentence("2.0", Map.of("gcc", "12.2.0", "musl", "1.2.4")))
                .isEqualTo("Toolchain gcc 12.2.0, musl 1.2.4: unknown"
                        + " (the recipe does not cover tiny 2.0, musl 1.2.4)");
    }

    @Test
    void aRecipeWithoutToolchainsCoversNothing() throws Exception {
        assertThat(standing(RECIPE, "1.0", Map.of()))
                .hasToString("This toolchain: unknown (the recipe does not cover tiny 1.0)");
    }
}
