package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigureOptionsTest {
    private final ConfigureOptions options = new ConfigureOptions("""
            Installation directories:
              --prefix=PREFIX         install files [/usr/local]
            Optional Features:
              --disable-java          don't build Java bindings
              --enable-ssl            use SSL
              --with-zlib=[DIR]       where libz is
              --enable-static[=PKGS]  build static libraries
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--disable-java",
                "--enable-java",
                "--enable-java=no",
                "--disable-ssl",
                "--without-zlib",
                "--with-zlib=/usr",
                "--enable-static",
                "-enable-java",
                "CXXFLAGS=-O2",
                "ac_cv_x=yes"
            })
    void allFormsOfAnOptionAreKnown(String argument) {
        assertThat(options.knows(argument)).isTrue();
    }

    @Test
    void aTypingErrorIsFoundAndSimilarOptionsAreNamed() {
        assertThat(options.knows("--disable-jav")).isFalse();
        assertThat(options.like("--disable-jav")).first().isEqualTo("--enable-java");
        assertThat(options.knows("-x")).isFalse();
        assertThat(options.knows("-enable-jav")).isFalse();
        assertThat(options.like("-enable-jav")).first().isEqualTo("--enable-java");
        assertThat(options.knows("--with-lib=/usr")).isFalse();
        assertThat(options.like("--with-lib=/usr")).contains("--with-zlib");
    }

    @Test
    void aVeryDifferentOptionHasNoSimilarOnes() {
        assertThat(options.like("--with-entirely-other-things")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--enable-ssl | --enable-ssl",
                "--enable-ssl=yes --with-libevent=/usr | --enable-ssl --with-libevent",
                "-enable-ssl | --enable-ssl",
                "--enable-ssl --disable-ssl | ''",
                "--enable-ssl=no | ''",
                "--disable-ssl --enable-ssl | --enable-ssl",
                "--with-nl --without-nl | ''",
                "CXXFLAGS=-O2 --prefix=/x ac_cv_x=no | ''"
            })
    void theLastArgumentForAnOptionDecidesWhetherItIsTurnedOn(String arguments, String on) {
        assertThat(String.join(" ", ConfigureOptions.turnedOn(List.of(arguments.split(" ")))))
                .isEqualTo(on);
    }

    @Test
    void placesAreAbsoluteDirectories() {
        assertThat(ConfigureOptions.places(List.of(
                        "--with-libevent=/opt/e",
                        "--with-ssl",
                        "--with-nl=yes",
                        "-with-svn=/opt/s",
                        "--enable-x=/y",
                        "P=/z")))
                .containsExactly("/opt/e", "/opt/s");
    }
}
