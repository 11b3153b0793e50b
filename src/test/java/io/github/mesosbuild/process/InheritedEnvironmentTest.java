package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InheritedEnvironmentTest {
    @Test
    void onlyKnownVariablesArePassedOnAndTheLocaleIsFixed() {
        assertThat(InheritedEnvironment.of(Map.of(
                        "PATH", "/bin", "CCACHE_DIR", "/c", "LC_ALL", "de_DE", "LD_PRELOAD", "/x", "MESOS_PORT", "1")))
                .isEqualTo(Map.of("PATH", "/bin", "CCACHE_DIR", "/c", "LC_ALL", "C"));
    }

    @Test
    void daemonsKeepTheCharacterSetOfTheUser() {
        Map<String, String> german = Map.of("LC_CTYPE", "de_DE.UTF-8");
        assertThat(InheritedEnvironment.ofDaemons(Map.of("LC_ALL", "de_DE.UTF-8", "LANG", "C")))
                .isEqualTo(german);
        assertThat(InheritedEnvironment.ofDaemons(Map.of("LC_ALL", "", "LC_CTYPE", "de_DE.UTF-8", "LANG", "en")))
                .isEqualTo(german);
        assertThat(InheritedEnvironment.ofDaemons(Map.of("LANG", "de_DE.UTF-8")))
                .isEqualTo(german);
        assertThat(InheritedEnvironment.ofDaemons(Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8")))
                .isEqualTo(Map.of("LC_ALL", "C"));
        assertThat(InheritedEnvironment.ofDaemons(Map.of())).isEqualTo(Map.of("LC_ALL", "C"));
    }
}
