package io.github.mesosbuild.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @Test
    void everyYamlScalarIsAString() throws Exception {
        assertThat(Documents.yaml("a: 0.10\nb: [true, null, 'x']\n"))
                .isEqualTo(Map.of("a", "0.10", "b", List.of("true", "null", "x")));
    }

    @Test
    void whatIsLeftOutIsAnEmptyString() throws Exception {
        assertThat(Documents.yaml("cluster:\nflags: {no-quiet: , strict}\nlist:\n  -\n  - a\n"))
                .isEqualTo(
                        Map.of("cluster", "", "flags", Map.of("no-quiet", "", "strict", ""), "list", List.of("", "a")));
        assertThat(Documents.yaml("? \n: a\n")).isEqualTo(Map.of("", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# Only a comment\n", "---\n...\n"})
    void anEmptyDocumentIsNull(String text) throws Exception {
        assertThat(Documents.yaml(text)).isIn(null, "");
    }

    @Test
    void invalidYamlIsReportedWithLineAndColumn() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Documents.yaml("a: 1\nb: 2\na: 3\n"))
                .withMessage("Invalid YAML in line 3, column 1: found duplicate key a.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "a: [\n"})
    void deepNestingIsRefusedBeforeTheStackOverflows(String open) {
        String document = open.repeat(100_000);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Documents.yaml(document))
                .withMessage("The document is nested more than 100 levels deep.");
    }

    @Test
    void deepJsonIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Documents.json("[".repeat(100_000)))
                .withMessage("The document is nested more than 100 levels deep.");
    }

    @Test
    void aListThatContainsItselfIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Documents.yaml("&a [*a]"))
                .withMessage("The document is nested more than 100 levels deep.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- ", "? ", "&a [", "[? "})
    void recipeNestedInAnyOtherWayIsRefused(String open) {
        for (int depth : new int[] {3_000, 100_000}) {
            String document = open.repeat(depth);
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> Documents.yaml(document))
                    .withMessage("The document is nested more than 100 levels deep.");
        }
    }

    /** Looking at each reference would take hours. */
    @Test
    @Timeout(60)
    void collectionsThatAreReferredToOftenAreLookedAtOnce() throws Exception {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 17; i++) {
            text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(3) + "x]\n");
        }
        assertThat((Map<?, ?>) Documents.yaml(text.toString())).hasSize(17);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Documents.yaml("a: &a " + "[".repeat(60) + "x" + "]".repeat(60) + "\nb: "
                        + "[".repeat(60) + "*a" + "]".repeat(60)))
                .withMessage("The document is nested more than 100 levels deep.");
    }

    @Test
    void aLargeDocumentIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Documents.yaml("a".repeat(4 * 1024 * 1024 + 1)))
                .withMessageContaining("exceeds the limit");
    }

    @Test
    void jsonHasNumbersFlagsAndStrings() throws Exception {
        ConfigNode json =
                Documents.json("{\"time\": 1.5, \"active\": true, \"id\": \"7\", \"count\": 2, \"id\": \"8\"}");
        assertThat(json.get("time").jsonNumber()).contains(1.5);
        assertThat(json.get("count").jsonNumber()).contains(2.0);
        assertThat(json.get("id").jsonNumber()).isEmpty();
        assertThat(json.get("id").text()).contains("8");
        assertThat(json.get("active").flag()).isTrue();
        assertThat(json.get("none").flag()).isFalse();
        assertThat(json.get("none").get("deeper").list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "<html>", "{\"a\": ", "[1, 2", "{\"x\": !!int y}"})
    void otherTextsAreNotJson(String text) {
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> Documents.json(text));
    }

    @Test
    void jsonHasNoAliases() {
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> Documents.json("[&a [1], *a]"));
    }

    @Test
    void aFileOfThePluginThatIsMissingIsAnErrorOfThePlugin() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Documents.bundled(Documents.class, "absent.yaml"))
                .withMessageContaining("absent.yaml");
    }
}
