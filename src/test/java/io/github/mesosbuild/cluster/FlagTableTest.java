package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagTableTest {
    private static SupportedFlags sheet(String version, Role role) {
        return FlagTable.bundled().sheet(new Version(version), role).orElseThrow();
    }

    /** Versions that added or removed flags, from {@code git log} of src/master/flags.cpp and src/slave/flags.cpp. */
    @ParameterizedTest
    @CsvSource({
        "MASTER, advertise_ip, 0.23.1, false",
        "MASTER, advertise_ip, 0.24.0, true",
        "MASTER, max_completed_frameworks, 0.24.1, false",
        "MASTER, max_completed_frameworks, 0.24.2, true",
        "MASTER, max_completed_frameworks, 0.25.0, false",
        "MASTER, max_completed_frameworks, 0.25.1, true",
        "MASTER, authenticate_http, 0.26.2, false",
        "MASTER, authenticate_http, 0.27.0, true",
        "SLAVE, advertise_ip, 0.26.2, false",
        "SLAVE, advertise_ip, 0.27.0, true",
        "SLAVE, docker_sandbox_directory, 0.23.1, true",
        "SLAVE, docker_sandbox_directory, 0.24.0, false",
        "SLAVE, launcher, 0.24.2, false",
        "SLAVE, launcher, 0.25.0, true",
        "SLAVE, launcher_dir, 0.28.3, true",
        "SLAVE, authentication_backoff_factor, 0.28.2, false",
        "SLAVE, authentication_backoff_factor, 0.28.3, true",
        "SLAVE, quorum, 0.28.3, false"
    })
    void listsTheFlagsOfEachVersion(Role role, String flag, String version, boolean has) {
        assertThat(sheet(version, role).knows(flag)).isEqualTo(has);
    }

    @Test
    void listsBooleans() {
        assertThat(sheet("0.24.0", Role.MASTER).isBoolean("registry_strict")).isTrue();
        assertThat(sheet("0.24.0", Role.MASTER).isBoolean("registry")).isFalse();
        assertThat(sheet("0.27.1", Role.SLAVE).isBoolean("systemd_enable_support"))
                .isTrue();
    }

    @Test
    void doesNotCoverOtherVersions() {
        assertThat(FlagTable.bundled().sheet(new Version("0.22.2"), Role.MASTER))
                .isEmpty();
        assertThat(FlagTable.bundled().sheet(new Version("0.29.0"), Role.MASTER))
                .isEmpty();
        assertThat(FlagTable.bundled().sheet(new Version("1.0.0"), Role.SLAVE)).isEmpty();
    }
}
