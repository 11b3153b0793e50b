package io.github.mesosbuild.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintableTest {
    private static final Printable UTF_8 = new Printable(StandardCharsets.UTF_8);
    private static final Printable ASCII = new Printable(StandardCharsets.US_ASCII);

    @Test
    void leavesWhatTheOutputCanShow() {
        assertThat(UTF_8.of("Log: /tmp/gr\u00f6\u00dfe\u2026/\ud83d\ude42"))
                .isEqualTo("Log: /tmp/gr\u00f6\u00dfe\u2026/\ud83d\ude42");
        assertThat(ASCII.of("a\tb\nWhat? c")).isEqualTo("a\tb\nWhat? c");
    }

    @Test
    void escapesWhatTheEncodingLacks() {
        assertThat(ASCII.of("/tmp/gr\u00f6\u00dfe/\ud83d\ude42")).isEqualTo("/tmp/gr\\u{f6}\\u{df}e/\\u{1f642}");
        assertThat(new Printable(StandardCharsets.ISO_8859_1).of("gr\u00f6\u00dfe\u2026"))
                .isEqualTo("gr\u00f6\u00dfe\\u{2026}");
    }

    @Test
    void escapesWhatMovesTheCursorOrTurnsTheWriting() {
        assertThat(UTF_8.of("/a\u001b[2J\u0007\b\rb\u009bc\u202ed\u2028e\ud83d"))
                .isEqualTo("/a\\u{1b}[2J\\u{7}\\u{8}\\u{d}b\\u{9b}c\\u{202e}d\\u{2028}e\\u{d83d}");
    }

    @Test
    void dropsTheCarriageReturnOfALineEnd() {
        assertThat(UTF_8.of("a\r\nb\r\n\r\nc\r")).isEqualTo("a\nb\n\nc");
    }
}
