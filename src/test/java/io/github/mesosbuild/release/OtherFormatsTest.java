package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherFormatsTest {
    @ParameterizedTest
    @CsvSource({
        "hello-2.12.zip, ZIP",
        "hello-2.12.TAR.LZ, lzip",
        "hello-2.12.tar.Z, the format of compress",
        "hello-2.12.tar.gz, ",
        "hello-2.12.tar, ",
        "zip, ",
    })
    void knowsFormatsBySuffix(String name, String format) {
        assertThat(OtherFormats.of(name).orElse(null)).isEqualTo(format);
    }
}
