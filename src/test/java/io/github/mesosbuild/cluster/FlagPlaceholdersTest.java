package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagPlaceholdersTest {
    private final FlagPlaceholders placeholders = new FlagPlaceholders(
            "/w/agent-1",
            Map.of(
                    "LANG", "C",
                    "MESOS_WORK_DIR", "/x",
                    "LIBPROCESS_IP", "127.0.0.1",
                    "DB_PASSWORD", "hunter2",
                    "HTTP_PROXY", "http://me:hunter2@proxy:3128"));

    @Test
    void theWorkDirectoryIsThatOfTheNode() {
        assertThat(placeholders.filled("{workDirectory}/runtime")).isEqualTo("/w/agent-1/runtime");
        assertThat(placeholders.filled("posix")).isEqualTo("posix");
    }

    @Test
    void theyAreShownAsWordsWhereNodesDiffer() {
        assertThat(FlagPlaceholders.shown(Map.of("runtime_dir", "{workDirectory}/runtime")))
                .containsExactly(Map.entry("runtime_dir", "WORK_DIR/runtime"));
        assertThat(FlagPlaceholders.shown(Map.of("executor_environment_variables", "{environment}")))
                .containsExactly(Map.entry("executor_environment_variables", "ENVIRONMENT"));
    }

    @Test
    void executorsGetTheSettingsOfTls() {
        FlagPlaceholders tls = new FlagPlaceholders(
                "/w",
                Map.of("LIBPROCESS_SSL_KEY_FILE", "/k.pem", "LIBPROCESS_SSL_ENABLED", "true", "LIBPROCESS_IP", "::1"));
        assertThat(tls.filled("{environment}"))
                .contains("LIBPROCESS_SSL_KEY_FILE", "/k.pem", "LIBPROCESS_SSL_ENABLED")
                .doesNotContain("LIBPROCESS_IP");
    }

    @Test
    void theEnvironmentHasNeitherFlagsNorSecrets() {
        assertThat(placeholders.filled("{environment}"))
                .contains("\"LANG\"")
                .doesNotContain("MESOS_WORK_DIR", "LIBPROCESS_IP", "DB_PASSWORD", "hunter2");
    }
}
