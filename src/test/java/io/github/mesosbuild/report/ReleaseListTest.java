package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseListTest {
    private static final String RECIPE = """
            recipe: tiny
            title: Tiny
            version: 1.10
            archive: { file: "tiny.tgz", directory: "tiny", companions: [] }
            pins:
              1.10: { sha256: 0011223344556677889900112233445566778899001122334455667788990011 }
              1.9: {}
            disk: 1
            build: { separate: true, install: { target: install } }
            toolchains:
              - { when: { release: 1.10, gcc: 12 }, measured: Debian 12 }
              - { when: { release: 1.10, clang: 14 }, measured: Debian 12 with clang }
              - { when: { release: "< 2" }, derived: its sources }
              - { when: { gcc: 13 }, measured: Debian 13 }
            """;

    @TempDir
    Path directory;

    private ReleaseList list(String recipe) throws IOException, RecipeException {
        Files.writeString(directory.resolve("recipe.yaml"), recipe);
        return ReleaseList.of(new RecipeReader(FileObserver.NONE).read("recipe.yaml", directory));
    }

    @Test
    void eachReleaseHasItsVerificationAndTheMachinesThatBuiltIt() throws Exception {
        assertThat(list(RECIPE).table())
                .containsExactly(
                        "RELEASE    VERIFIED BY              BUILT ON",
                        "tiny 1.9   your own digest or keys  derived only",
                        "tiny 1.10  pinned SHA-256           Debian 12",
                        "                                    Debian 12 with clang");
    }

    @Test
    void unverifiedReleasesNeedADigestOrKeys() throws Exception {
        assertThat(list(RECIPE).advice())
                .hasValueSatisfying(advice -> assertThat(advice)
                        .startsWith("Nothing verifies 1.9 yet. Pin the digest")
                        .contains("-Dmesos.archive.sha512=", "-Dmesos.keys="));
        assertThat(list(RECIPE.replace("  1.9: {}\n", "")).advice()).isEmpty();
    }

    @Test
    void aReleaseWithoutToolchainsIsListedToo() throws Exception {
        assertThat(list(RECIPE.replaceFirst("(?s)toolchains:.*", "")).table()).contains("tiny 1.10  pinned SHA-256");
    }

    @Test
    void programsGetTheSameAsJson() throws Exception {
        assertThat(list(RECIPE).json()).isEqualTo("""
                {
                  "default": "1.10",
                  "releases": [
                    {
                      "recipe": "tiny",
                      "version": "1.9",
                      "pins": {},
                      "signers": [],
                      "builtOn": []
                    },
                    {
                      "recipe": "tiny",
                      "version": "1.10",
                      "pins": {
                        "SHA-256": "0011223344556677889900112233445566778899001122334455667788990011"
                      },
                      "signers": [],
                      "builtOn": [
                        "Debian 12",
                        "Debian 12 with clang"
                      ]
                    }
                  ]
                }
                """);
    }

    @Test
    void aRecipeWithKeysNeedsNoDigest() throws Exception {
        ReleaseList list = ReleaseList.of(new RecipeReader(FileObserver.NONE).read("commons-daemon", directory));
        assertThat(list.table().get(1)).startsWith("commons-daemon 1.0.15  signature by a key in the recipe");
        assertThat(list.advice()).isEmpty();
        assertThat(list.json()).contains("\"F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23\"");
    }
}
