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
}
