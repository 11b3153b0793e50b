package io.github.mesosbuild.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    @ParameterizedTest
    @CsvSource({
        "../logs/make.log, ../logs/make.log",
        "a b#c?d%e.log, a%20b%23c%3Fd%25e.log",
        "javascript:alert(1), javascript%3Aalert%281%29",
        "http://example.org/x, http%3A//example.org/x",
        "m\u00fcller.log, m%C3%BCller.log",
    })
    void leadsToAFileBesideThePage(String path, String address) {
        assertThat(Links.relative(path)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/etc/passwd", "//example.org/x", "\\\\server\\share", "a\\b"})
    void leadsNowhereElse(String path) {
        assertThat(Links.relative(path)).isEmpty();
        Html html = new Html();
        Links.write(html, path, "log");
        assertThat(html.document()).isEqualTo("<!DOCTYPE html>\nlog\n");
    }

    @org.junit.jupiter.api.Test
    void aPathWithoutEndIsNoLink() {
        assertThat(Links.relative("a".repeat(1001))).isEmpty();
        assertThat(Links.relative("a".repeat(1000))).isPresent();
    }
}
