package io.github.mesosbuild.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
    @Test
    void anEventIsOneLineOfJson() {
        Event event = new Event("load", 1000, Map.of("running", 2L, "pressure", 0.5, "step", "make"));
        assertThat(event.line())
                .isEqualTo("{\"event\":\"load\",\"at\":1000,\"pressure\":0.5,\"running\":2,\"step\":\"make\"}");
        assertThat(Event.parse(event.line())).contains(event);
    }

    @Test
    void anyTextComesBackAsItWas() {
        String hostile = "</script>\"'\\\n\r\t\u0000\u001b[31m\u202e\u2028\ud83d\ude00 \ud800 \u007f é";
        Event event = new Event(
                "begin", -5, Map.of("what", hostile, "inputs", List.of(hostile, ""), "empty", List.of(), "flag", true));
        assertThat(event.line()).doesNotContain("\n", "\r", "\u001b", "\u2028");
        assertThat(Event.parse(event.line())).contains(event);
        assertThat(event.texts("inputs")).containsExactly(hostile, "");
        assertThat(event.flag("flag")).isTrue();
    }

    @Test
    void valuesOfAnotherKindAreAbsent() {
        Event event = Event.parse("{\"event\":\"x\",\"at\":1,\"a\":null,\"b\":[\"c\"],\"d\":1.5e3}")
                .orElseThrow();
        assertThat(event.text("a")).isEmpty();
        assertThat(event.text("b")).isEmpty();
        assertThat(event.number("b")).isEmpty();
        assertThat(event.integer("d")).contains(1500L);
        assertThat(event.texts("d")).isEmpty();
        assertThat(event.step()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "{\"event\":\"x\"}",
                "{\"event\":\"x\",\"at\":\"1\"}",
                "{\"event\":\"x\",\"at\":1.5}",
                "{\"event\":\"x\",\"at\":1",
                "{\"event\":\"x\",\"at\":1}}",
                "{\"event\":\"x\",\"at\":1,}",
                "{\"event\":\"x\",\"at\":1,\"a\":\"cut off",
                "{\"event\":\"x\",\"at\":1,\"a\":\"\\q\"}",
                "{\"event\":\"x\",\"at\":1,\"a\":\"\\u12\"}",
                "{\"event\":\"x\",\"at\":1,\"a\":{\"deep\":1}}",
                "{\"event\":\"x\",\"at\":1,\"a\":[[\"deep\"]]}",
                "{\"event\":\"x\",\"at\":1,\"a\":tru}",
                "{\"event\":\"x\",\"at\":99999999999999999999999}",
                "\0\0\0\0"
            })
    void aDamagedLineIsNoEvent(String line) {
        assertThat(Event.parse(line)).isEmpty();
    }
}
