package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.config.Documents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "2.10",
                "GNU Hello",
                "a: b",
                "a #b",
                "- a",
                "'a'",
                "\"a\\",
                "a\nb: c",
                "\u202etxt",
                "\u0085",
                "\ufeff",
                "null",
                "~",
                "",
                " a ",
                "{a}",
                "[a]",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a`",
                "a\t",
                "\ud83d\ude00",
                "\u0000",
                "a,b",
                "yes:",
                "2020-07-06",
                "0x10",
                "C++",
                "-lz",
                "?",
            })
    void everyTextComesBack(String text) throws Exception {
        String yaml = "key: " + YamlText.scalar(text) + "\nlist: " + YamlText.list(List.of(text, "b")) + "\n";
        assertThat(Documents.yaml(yaml)).isEqualTo(Map.of("key", text, "list", List.of(text, "b")));
        assertThat(yaml.codePoints().filter(point -> point != '\n'))
                .noneMatch(point -> Character.getType(point) == Character.CONTROL
                        || Character.getType(point) == Character.FORMAT
                        || Character.getType(point) == Character.LINE_SEPARATOR);
    }

    /** Editors read numbers and words that are no texts. */
    @ParameterizedTest
    @CsvSource({
        "hello, hello",
        "GNU Hello, GNU Hello",
        "null, '\"null\"'",
        "Yes, '\"Yes\"'",
        "2020-07-06, '\"2020-07-06\"'",
        "-lz, -lz",
        "--force, --force"
    })
    void plainTextHasNoQuotes(String text, String yaml) {
        assertThat(YamlText.scalar(text)).isEqualTo(yaml);
    }

    @Test
    void commentsStayComments() {
        List<String> lines = YamlText.comment("  ", "a\nrecipe: evil\r\u2028b\u0085c\u202e" + " word".repeat(60));
        assertThat(lines).hasSizeGreaterThan(2).allSatisfy(line -> {
            assertThat(line).startsWith("  # ").hasSizeLessThanOrEqualTo(120);
            assertThat(line.lines()).hasSize(1);
        });
        assertThat(lines.get(0)).startsWith("  # a\\u{a}recipe: evil\\u{d}\\u{2028}b\\u{85}c\\u{202e} word");
    }
}
