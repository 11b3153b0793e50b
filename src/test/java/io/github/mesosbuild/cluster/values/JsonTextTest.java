package io.github.mesosbuild.cluster.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
    @Test
    void readsJson() throws Exception {
        assertThat(JsonText.parse(" {\"a\": [1, -2.5e3, true, false, {}], \"\\u00e9\\n\": \"\\\"\"} \n"))
                .isEqualTo(Map.of("a", List.of(1.0, -2500.0, true, false, Map.of()), "\u00e9\n", "\""));
        assertThat(JsonText.parse("null")).isNull();
    }

    /** The errors are those of picojson.h, compiled. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\": 1,} | syntax error at line 1 near: }",
                "{a: 1} | syntax error at line 1 near: a: 1}",
                "{\"a\" 1} | syntax error at line 1 near: 1}",
                "[1, 2 | syntax error at line 1 near:",
                "{\"a\": 'b'} | syntax error at line 1 near: 'b'}",
                "{} x | Parsed JSON included non-whitespace trailing characters: x",
                "{\"a\": 1, \"a\": 2} | the name 'a' occurs twice"
            })
    void otherTextIsRefused(String text, String message) {
        assertThatExceptionOfType(UnreadableValueException.class)
                .isThrownBy(() -> JsonText.parse(text))
                .extracting(e -> e.getMessage().strip())
                .isEqualTo(message);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatExceptionOfType(UnreadableValueException.class)
                .isThrownBy(() -> JsonText.parse("[".repeat(200_000)))
                .withMessage("nested more than 100 levels deep");
    }
}
