package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors accepts and refuses the same recipes as the parser. */
class RecipeSchemaTest {
    private static final String SMALLEST = """
            recipe: tiny
            version: 1.0
            archive: { file: tiny.tgz }
            """;

    @TempDir
    Path directory;

    private static String bundledSchema() throws IOException {
        try (InputStream in = RecipeReader.class.getResourceAsStream("recipe.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonSchema schema(String text) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(text);
    }

    private static List<String> objections(JsonSchema schema, Object document) {
        return schema.validate(Json.write(document), InputFormat.JSON).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static List<String> objections(String yaml) throws IOException {
        return objections(schema(bundledSchema()), RecipeSections.asInEditors(yaml));
    }

    private void read(String yaml) throws IOException, RecipeException {
        Files.writeString(directory.resolve("KEYS"), "armored");
        Files.writeString(directory.resolve("recipe.yaml"), yaml);
        new RecipeReader(FileObserver.NONE).read("recipe.yaml", directory);
    }

    /** Recipes of this repository, with real values in place of what their tests fill in. */
    static Stream<Path> recipes() {
        return Stream.of(
                        "src/main/resources/io/github/mesosbuild/release/mesos.yaml",
                        "src/main/resources/io/github/mesosbuild/release/commons-daemon.yaml",
                        "src/it/sample/sample.yaml",
                        "src/it/projects/user-recipe/own.yaml",
                        "examples/own-release/recipes/commons-daemon.yaml")
                .map(Path::of);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void recipesOfThisRepositoryAreValid(Path file) throws Exception {
        String yaml = Files.readString(file)
                .replace("@fingerprint@", "ab".repeat(20))
                .replace("DIGEST", "cd".repeat(64))
                .replace("file: keys/commons-daemon.asc", "file: KEYS");
        assertThat(objections(yaml)).isEmpty();
        read(yaml);
    }

    @Test
    void theExamplesOfThePageAreValid() throws Exception {
        String page = Files.readString(Path.of("src/site/markdown/recipes.md"));
        List<String> examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1).replace("DIGEST", "ab".repeat(32)).replace("0123…", "cd".repeat(64)))
                .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
        for (String example : examples) {
            String recipe = example.contains("recipe:") ? example : SMALLEST + example;
            assertThat(objections(recipe)).as(recipe).isEmpty();
            read(recipe);
        }
    }

    @Test
    void theExampleOfEveryKeyIsValid() throws Exception {
        String text = bundledSchema();
        String definitions = "\"definitions\": ";
        List<String> checked = new ArrayList<>();
        for (Section section : RecipeSections.all().values()) {
            for (Key<?> key : section.keys()) {
                if (key.example().isEmpty()) {
                    assertThat(key.kind().name())
                            .as(section.name() + "." + key.name())
                            .contains("map");
                    continue;
                }
                if (section == RecipeKeys.SECTION) {
                    assertThat(objections(withLine(key.name() + ": " + key.example())))
                            .as(key.toString())
                            .isEmpty();
                } else {
                    String own = "{\"$ref\": \"#/definitions/" + section.name() + "/properties/" + key.name()
                            + "\", \"definitions\": "
                            + text.substring(text.indexOf(definitions) + definitions.length());
                    assertThat(objections(schema(own), RecipeSections.asInEditors(key.example())))
                            .as(key.toString())
                            .isEmpty();
                }
                List<String> problems = new ArrayList<>();
                key.of(ConfigNode.collecting(Documents.yaml(key.name() + ": " + key.example()), problems));
                assertThat(problems).isEmpty();
                checked.add(key.name());
            }
        }
        assertThat(checked).hasSizeGreaterThan(80);
    }

    /** Returns the smallest recipe with another line, in place of the one with the same key if there is one. */
    private static String withLine(String line) {
        String key = line.substring(0, line.indexOf(':') + 1);
        return SMALLEST.lines()
                        .filter(other -> !other.startsWith(key))
                        .map(other -> other + "\n")
                        .collect(Collectors.joining())
                + line + "\n";
    }

    /** Texts after the smallest recipe, or in place of one of its lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "titel: Tiny",
                "title: [Tiny]",
                "recipe: ../tiny",
                "recipe: a..b",
                "recipe: { a: b }",
                "version: new",
                "version: 1/2",
                "licence: Apache License 2.0",
                "purl: https://example.org",
                "disk: much",
                "disk: -1",
                "memory: 1.5",
                "archive: { directory: tiny }",
                "archive: { file: a/b.tgz }",
                "archive: { file: tiny.ZIP }",
                "archive: { file: tiny.tar.lz }",
                "archive: { file: tiny.tgz, directory: /etc }",
                "archive: { file: tiny.tgz, directory: a/../../b }",
                "archive: { file: tiny.tgz, companions: .asc }",
                "archive: { file: tiny.tgz, companions: [a/b] }",
                "pins: { new: {} }",
                "pins: { 1.0: { md5: 00 } }",
                "pins: { 1.0: { sha256: abc } }",
                "keys: { signers: [] }",
                "keys: { file: KEYS, signers: [F7DA48BB] }",
                "requirements: [{ name: a, because: b }]",
                "requirements: [{ name: a, because: b, tool: cc, language: c, source: x }]",
                "requirements: [{ name: a, because: b, language: c }]",
                "requirements: [{ name: a, because: b, language: java, source: x }]",
                "requirements: [{ name: a, tool: cc }]",
                "requirements: [{ name: a, because: b, tool: cc, when: { gcc: new } }]",
                "requirements: [{ name: a, because: b, tool: cc, minimum: { gcc: new } }]",
                "requirements: [{ name: a, because: b, tool: cc, packages: { debian: gcc } }]",
                "build: 7",
                "build: { separate: maybe }",
                "build: { library: ../x }",
                "build: { configure: --a }",
                "build: { environment: [A] }",
                "build: { test: all }",
                "build: { test: { programs: [../x] } }",
                "build: { test: { programs: [{ program: a, release: new }] } }",
                "build: { test: { programs: [{ program: a }] } }",
                "build: { test: { flakyTests: [{ tests: [a], rate: b }] } }",
                "build: { install: { target: a, files: { b: c } } }",
                "build: { install: { files: { ../b: c } } }",
                "build: { proofs: [{ prints: a }] }",
                "build: { proofs: [{ command: [] }] }",
                "build: { proofs: [{ command: [../a] }] }",
                "build: { command: cmake }",
                "build: { command: [] }",
                "build: { jobs: 4 }",
                "build: { jobs: { make: 0 } }",
                "build: { jobs: { test: -1 } }",
                "build: { jobs: { install: 1.5 } }",
                "build: { jobs: { make: many } }",
                "build: { jobs: { make: 1000000 } }",
                "build: { jobs: { check: 1 } }",
                "lines: [{ release: '< 0.1', build: { jobs: { make: 0 } } }]",
                "build: { types: { fast: {} } }",
                "build: { java: {} }",
                "lines: [{ disk: 7 }]",
                "lines: [{ release: '>= 1', quirks: [] }]",
                "lines: [{ release: '< 0.1', disk: much }]",
                "lines: [{ release: '< 0.1', build: { library: ../x } }]",
                "lines: [{ release: '< 0.1', build: { test: { programs: [{ program: a }] } } }]",
                "cluster: [{ master: { name: a, program: b, health: /c, state: /d } }]",
                "cluster: { master: {} }",
                "thirdParties: [{ name: a, version: 1 }]",
                "toolchains: [{ when: { gcc: 5 } }]",
                "toolchains: [{ when: { gcc: '=> 5' }, measured: a }]",
                "patches: [{ because: a }]",
                "patches: [{ file: a.patch }]",
                "patches: [{ file: a.patch, url: 'https://a/b', sha256: 'DIGEST', because: a }]",
                "patches: [{ url: 'https://a/b', because: a }]",
                "patches: [{ url: 'ftp://a/b', sha256: 'DIGEST', because: a }]",
                "patches: [{ file: ../a.patch, because: a }]",
                "patches: [{ file: a.patch, strip: -1, because: a }]",
                "patches: [{ file: a.patch, strip: many, because: a }]",
                "patches: [{ file: a.patch, sha256: abc, because: a }]",
                "patches: [{ file: a.patch, when: { gcc: new }, because: a }]",
                "quirks: [{ name: a }]",
                "quirks: [{ name: a, because: b, jdkLayout: 11 }]",
                "quirks: [{ name: a, because: b, edits: [{ file: a, find: b }] }]",
                "quirks: [{ name: a, because: b, edits: [{ file: /a, find: b, replace: c }] }]",
            })
    void aMistakeIsRefusedByTheSchemaAndTheParser(String mistake) throws IOException {
        String recipe = withLine(mistake.replace("DIGEST", "ab".repeat(32)));
        assertThat(objections(recipe)).isNotEmpty();
        assertThatThrownBy(() -> read(recipe))
                .isInstanceOf(RecipeException.class)
                .hasMessageMatching("(?s)Cannot use recipe "
                        + Pattern.quote(directory.resolve("recipe.yaml").toString()) + ":\\d+:\\d+: [^\n]*");
    }

    /** Texts that look like numbers or booleans to an editor. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: 7",
                "disk: '10'",
                "build: { separate: 'true', configure: [1, true, a] }",
                "build: { test: none }",
                "build: { test: {} }",
                "build: { jobs: { make: '4', test: 001, install: 2 } }",
                "patches: [{ file: KEYS, strip: '0', because: a }]",
                "build: { environment: { A: 1 } }",
                "requirements: [{ name: a, because: b, tool: cc, when: [{ gcc: 5 }, { clang: any, java: missing }] }]",
                "lines: [{ release: 2, archive: {}, build: { test: { leaves: [a] }, java: { pom: a } } }]",
                "quirks: [{ name: a, because: b, jdkLayout: 8, edits: [{ file: a, find: b, replace: '' }] }]"
            })
    void bothAcceptWhatIsWrittenInOtherWays(String line) throws Exception {
        assertThat(objections(SMALLEST + line + "\n")).isEmpty();
        read(SMALLEST + line + "\n");
    }
}
