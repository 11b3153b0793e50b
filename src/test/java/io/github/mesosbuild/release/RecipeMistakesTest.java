package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.files.FileObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recipes with several mistakes, and recipes without the keys that have a default. */
class RecipeMistakesTest {
    private static final Path JDK = Path.of("/opt/jdk");
    private static final String SMALLEST = """
            recipe: tiny
            version: 1.0
            archive: { file: "tiny.tgz" }
            """;

    @TempDir
    Path directory;

    private Recipe read(String yaml) throws IOException, RecipeException {
        Files.writeString(directory.resolve("recipe.yaml"), yaml);
        Files.writeString(directory.resolve("KEYS"), "armored");
        return new RecipeReader(FileObserver.NONE).read("recipe.yaml", directory);
    }

    private String message(String yaml) {
        return catchThrowableOfType(RecipeException.class, () -> read(yaml))
                .getMessage()
                .replace(directory.resolve("recipe.yaml").toString(), "recipe.yaml");
    }

    @Test
    void allMistakesAreReportedAtOnceInTheOrderOfTheFile() {
        assertThat(message("""
                        titel: Tiny
                        recipe: ../tiny
                        version: new
                        archive:
                          file: tiny-{version}.zip
                          companions: .asc
                        pins:
                          1.0: { sha256: abc }
                        disk: much
                        build:
                          separate: maybe
                          library: ../x
                          proofs: [{ prints: x }]
                          test: { programs: [a, ../b, { program: ../c, release: "< 1" }] }
                        quirks:
                          - name: a
                        """)).isEqualTo("""
                        Cannot use recipe recipe.yaml: It has 13 mistakes.
                        recipe.yaml:1:1: Unknown key 'titel'. Known keys: recipe, title, version, licence, purl, thirdParties, archive, pins, keys, requirements, disk, memory, build, lines, cluster, toolchains, quirks, patches.
                        recipe.yaml:2:9: recipe: '../tiny' is not a name: use letters, digits, '.', '_', '+' and '-', at most 100.
                        recipe.yaml:3:10: version: 'new' is not a version: it does not start with a digit.
                        recipe.yaml:5:9: archive.file: 'tiny-{version}.zip' cannot be unpacked: the plugin does not read ZIP. Name a tar archive, plain or compressed with gzip, bzip2, xz or zstd.
                        recipe.yaml:6:15: archive.companions: Expected a list, got '.asc'.
                        recipe.yaml:8:18: pins.1.0.sha256: 'abc' is not a SHA-256 digest: expected 64 hexadecimal digits, got 3 characters.
                        recipe.yaml:9:7: disk: 'much' is not a whole number of at least 0.
                        recipe.yaml:11:13: build.separate: 'maybe' is neither true nor false.
                        recipe.yaml:12:12: build.library: '../x' leaves its directory.
                        recipe.yaml:13:12: build.proofs[0]: 'command' is required.
                        recipe.yaml:14:25: build.test.programs[1]: '../b' leaves its directory.
                        recipe.yaml:14:42: build.test.programs[2].program: '../c' leaves its directory.
                        recipe.yaml:16:5: quirks[0]: 'because' is required.""");
    }

    @Test
    void mistakesInLinesForOtherVersionsAreReportedAndThoseForThisVersionOnce() {
        assertThat(message(SMALLEST + """
                        lines:
                          - release: "< 1"
                            archive: { file: a/b }
                            build: { test: { target: check, programs: [..] } }
                          - release: ">= 1"
                            memory: -1
                            build:
                              java: { pom: /etc/x }
                        """)).isEqualTo("""
                        Cannot use recipe recipe.yaml: It has 5 mistakes.
                        recipe.yaml:6:22: lines[0].archive.file: 'a/b' is not the name of a file.
                        recipe.yaml:7:48: lines[0].build.test.programs[0]: '..' leaves its directory.
                        recipe.yaml:9:13: lines[1].memory: '-1' is not a whole number of at least 0.
                        recipe.yaml:11:13: build.java: 'sources' is required.
                        recipe.yaml:11:20: lines[1].build.java.pom: '/etc/x' is an absolute path.""");
    }

    @Test
    void aMistakeThatIsUsedTwiceCountsOnce() {
        String daemon = "name: a, program: b, health: /c, state: /d, flags: ";
        assertThat(message(SMALLEST + "cluster:\n  - release: \"< 0.1\"\n    master: { " + daemon
                        + "&flags [{ because: x }] }\n    slave: { " + daemon + "*flags }\n"))
                .isEqualTo("Cannot use recipe recipe.yaml:6:74: cluster[0].master.flags[0]: 'values' is required.");
    }

    @Test
    void thousandsOfMistakesAreCounted() {
        String keys =
                IntStream.range(0, 2000).mapToObj(i -> "key" + i + ": 1\n").collect(Collectors.joining());
        assertThat(message(SMALLEST + keys))
                .startsWith(
                        "Cannot use recipe recipe.yaml: It has 2000 mistakes.\nrecipe.yaml:4:1: Unknown key 'key0'.")
                .endsWith("cluster, toolchains, quirks, patches.\nThe other 1950 are not shown.")
                .hasLineCount(52);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "requirements: [{ name: a, because: b }] | 4:16: requirements[0]: 'tool' or 'language' is required.",
                "requirements: [{ name: a, because: b, tool: cc, language: c, source: x }] | 4:59: requirements[0].language: Use either"
                        + " 'tool' or 'language', not both.",
                "requirements: [{ name: a, because: b, language: c }] | 4:16: requirements[0]: 'source' is required.",
                "build: { install: { target: a, files: { b: c } } } | 4:39: build.install.files: Use either 'target' or 'files', not"
                        + " both.",
                "build: { proofs: [{ command: [] }] } | 4:30: build.proofs[0].command: Name a program.",
                "toolchains: [{ when: { --enable-x: '>= 3' }, derived: y }] | 4:36: toolchains[0].when.--enable-x: '>= 3' is not a range"
                        + " of an option, which has no version. Use any or missing.",
                "build: { test: all } | 4:16: build.test: Expected a map, got 'all'.",
                "pins: { 1.0: { sha512: 00 } } | 4:24: pins.1.0.sha512: '00' is not a SHA-512 digest: expected 128 hexadecimal"
                        + " digits, got 2 characters.",
                "keys: { signers: [] } | 4:7: keys: 'file' is required."
            })
    void keysThatDependOnEachOtherAreChecked(String line, String mistake) {
        assertThat(message(SMALLEST + line + "\n")).isEqualTo("Cannot use recipe recipe.yaml:" + mistake);
    }

    @Test
    void aFileThatIsNoMapIsRefusedWithOneMistake() {
        assertThat(message("- a\n")).isEqualTo("Cannot use recipe recipe.yaml: Expected a map, got a list.");
        assertThatThrownBy(() -> read("")).hasMessageContaining("'recipe' is required.");
    }

    @Test
    void keysThatHaveADefaultNeedNotBeThere() throws Exception {
        Release release = read(SMALLEST + "keys: { file: KEYS }\nbuild: {}\n").release(new Version("1.0"), JDK);
        assertThat(release.title()).isEqualTo("tiny");
        assertThat(release.diskBytes()).isZero();
        assertThat(release.source())
                .isEqualTo(new Release.Source(
                        "tiny.tgz",
                        "tiny-1.0",
                        List.of(),
                        Optional.empty(),
                        List.of(".asc", ".sha512"),
                        List.of(),
                        Optional.of("armored"),
                        Set.of()));
        assertThat(release.build())
                .isEqualTo(new Release.Build(
                        "",
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Optional.of(Release.Test.IF_ANY),
                        new Release.MakeInstall("install", false),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        StepJobs.UNLIMITED));
        assertThat(read(SMALLEST).release(new Version("1.0"), JDK).build()).isEqualTo(release.build());
    }

    @Test
    void limitsOfJobsMayDifferByVersion() throws Exception {
        Recipe recipe = read(SMALLEST + """
                build: { jobs: { make: 4, test: 1 } }
                lines: [{ release: ">= 2", build: { jobs: { test: 3 } } }]
                """);
        assertThat(recipe.release(new Version("1.0"), JDK).build().jobs())
                .isEqualTo(new StepJobs(OptionalInt.of(4), OptionalInt.of(1), OptionalInt.empty()));
        assertThat(recipe.release(new Version("2.0"), JDK).build().jobs())
                .isEqualTo(new StepJobs(OptionalInt.of(4), OptionalInt.of(3), OptionalInt.empty()));
    }

    private Release patched(String patches) throws Exception {
        return read(SMALLEST + "patches:\n" + patches).release(new Version("1.0"), JDK);
    }

    @Test
    void patchesBesideTheRecipeAreReadAsQuirks() throws Exception {
        Files.createDirectories(directory.resolve("fixes"));
        Files.write(directory.resolve("fixes/a-1.0.patch"), new byte[] {'-', (byte) 0xe9});
        Release release = patched(
                "  - { file: \"fixes/a-{version}.patch\", strip: 0, when: { gcc: \">= 9\" }, because: it is old. }\n");
        Quirk quirk = release.quirks().get(0);
        assertThat(quirk.name()).isEqualTo("a-1.0.patch");
        assertThat(quirk.when()).hasToString("gcc >= 9");
        Patch patch = quirk.patch().orElseThrow();
        assertThat(patch.text()).contains("-\u00e9");
        assertThat(patch.place())
                .isEqualTo(directory.resolve("fixes/a-1.0.patch").toString());
        assertThat(patch.identity())
                .isEqualTo(
                        "SHA-256 " + Patch.digest(new byte[] {'-', (byte) 0xe9}).hex() + ", strip 0");
        assertThat(release.requirements())
                .containsExactly(new Requirement(
                        "patch",
                        "GNU patch applies the patches of the recipe.",
                        new Requirement.Tool("patch", Map.of(), Map.of()),
                        quirk.when(),
                        release.requirements().get(0).packages()));
    }

    @Test
    void theProgramPatchIsRequiredOnce() throws Exception {
        Files.writeString(directory.resolve("a"), "x");
        Release own = read(SMALLEST + "requirements: [{ name: GNU patch, because: b, tool: patch }]\n"
                        + "patches: [{ file: a, because: b }]\n")
                .release(new Version("1.0"), JDK);
        assertThat(own.requirements()).extracting(Requirement::name).containsExactly("GNU patch");
        assertThat(patched("  - { file: a, because: b, when: { gcc: 5 } }\n  - { file: a, because: b }\n")
                        .requirements())
                .extracting(Requirement::when)
                .containsExactly(Condition.ALWAYS);
    }

    @Test
    void aProgramThatConfiguresIsRequiredUnlessItIsInTheArchive() throws Exception {
        List<Requirement> cmake = read(SMALLEST + "build: { command: [cmake, \"{srcdir}\"] }\n")
                .release(new Version("1.0"), JDK)
                .requirements();
        assertThat(cmake).extracting(Requirement::name).containsExactly("cmake");
        assertThat(cmake.get(0).packages()).containsEntry("debian", List.of("cmake"));
        for (String script : List.of("./configure", "\"{srcdir}/Configure\"")) {
            assertThat(read(SMALLEST + "build: { command: [" + script + "] }\n")
                            .release(new Version("1.0"), JDK)
                            .requirements())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/x/fix.patch?a=b, fix.patch",
        "https://example.org/x/, patch",
        "https://example.org/.hidden%20one, hidden_20one"
    })
    void patchesAtAnAddressAreNamedByItsEnd(String url, String name) throws Exception {
        Patch patch = patched("  - { url: \"" + url + "\", sha256: " + "ab".repeat(32) + ", because: b }\n")
                .quirks()
                .get(0)
                .patch()
                .orElseThrow();
        assertThat(patch.name()).isEqualTo(name);
        assertThat(patch.remote()).isTrue();
        assertThat(patch.strip()).isEqualTo(1);
        assertThat(patch.text()).isEmpty();
    }

    @Test
    void patchesThatCannotBeReadAreReported() throws Exception {
        Files.writeString(directory.resolve("a"), "x");
        Files.createDirectory(directory.resolve("d"));
        String recipe = "Cannot use recipe " + directory.resolve("recipe.yaml");
        String place = ":5:13: patches[0].file: ";
        assertThatThrownBy(() -> patched("  - { file: none, because: b }\n"))
                .isInstanceOf(RecipeException.class)
                .hasMessage(recipe + place + directory.resolve("none") + " does not exist.");
        assertThatThrownBy(() -> patched("  - { file: d, because: b }\n"))
                .hasMessageStartingWith(recipe + place + "Cannot read " + directory.resolve("d") + ": ");
        assertThatThrownBy(() -> patched("  - { file: a, sha256: " + "ab".repeat(32) + ", because: b }\n"))
                .hasMessageStartingWith(recipe + place + directory.resolve("a")
                        + " does not have the SHA-256 of this entry: expected abab");
    }

    @Test
    void aPatchForAnotherVersionOrMachineMustExistToo() throws Exception {
        Files.writeString(directory.resolve("a"), "x");
        assertThatThrownBy(() -> patched("""
                          - { file: gone, when: { release: "< 1" }, because: b }
                          - { file: a, because: b }
                          - { file: lost, when: { gcc: "< 1" }, because: b }
                        """))
                .hasMessage("Cannot use recipe " + directory.resolve("recipe.yaml") + ": It has 2 mistakes.\n"
                        + directory.resolve("recipe.yaml") + ":5:13: patches[0].file: " + directory.resolve("gone")
                        + " does not exist.\n" + directory.resolve("recipe.yaml") + ":7:13: patches[2].file: "
                        + directory.resolve("lost") + " does not exist.");
    }

    @Test
    void aPatchThatIsNamedAfterOtherVersionsNeedNotExistForThisOne() throws Exception {
        Files.writeString(directory.resolve("fix-1.0"), "x");
        String patches = """
                  - { file: "fix-{version}", when: { release: "< 2" }, because: b }
                  - { file: "fix-{version}", when: [{ release: ">= 2", gcc: 5 }, { release: ">= 3" }], because: b }
                """;
        assertThat(patched(patches).quirks())
                .extracting(quirk -> quirk.patch().orElseThrow().text().isPresent())
                .containsExactly(true, false);
        Recipe recipe = read(SMALLEST + "patches:\n" + patches);
        assertThatThrownBy(() -> recipe.release(new Version("2.0"), JDK))
                .hasMessage("Cannot use recipe " + directory.resolve("recipe.yaml") + ":6:13: patches[1].file: "
                        + directory.resolve("fix-2.0") + " does not exist.");
    }

    @Test
    void testsAreThoseOfTheRecipeOrNone() throws Exception {
        assertThat(read(SMALLEST + "build: { test: none }\n")
                        .release(new Version("1.0"), JDK)
                        .build()
                        .test())
                .isEmpty();
        assertThat(read(SMALLEST + "build: { test: {} }\n")
                        .release(new Version("1.0"), JDK)
                        .build()
                        .test())
                .contains(new Release.Test("check", List.of(), List.of(), List.of()));
    }
}
