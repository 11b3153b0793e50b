package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbingVariablesTest {
    @Test
    void librariesAreLookedForWhereConfigureLooksForThem() {
        assertThat(PipelineFactory.probing(
                        Map.of("LDFLAGS", "-s"),
                        List.of("--with-libevent=/opt/e", "--with-ssl", "CPPFLAGS=-DX", "--with-nl=/opt/n"),
                        Map.of("PATH", "/bin")))
                .containsOnly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("CPPFLAGS", "-I/opt/n/include -I/opt/e/include -DX"),
                        Map.entry("LDFLAGS", "-L/opt/n/lib -L/opt/e/lib -s"));
    }

    @Test
    void variablesOfConfigureWinOverThoseOfTheUserAndTheMachine() {
        assertThat(PipelineFactory.probing(
                        Map.of("CXX", "clang++"), List.of("CXX=g++", "--with-ssl"), Map.of("CXX", "c++", "CC", "cc")))
                .containsOnly(Map.entry("CXX", "g++"), Map.entry("CC", "cc"));
    }
}
