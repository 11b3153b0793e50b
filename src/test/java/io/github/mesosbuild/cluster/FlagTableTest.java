package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.cluster.values.ReadableFiles;
import io.github.mesosbuild.release.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
        "SLAVE, quorum, 0.28.3, false",
        "MASTER, agent_ping_timeout, 0.28.3, false",
        "MASTER, agent_ping_timeout, 1.0.0, true",
        "MASTER, slave_ping_timeout, 1.11.0, true",
        "MASTER, authenticate_http, 1.0.0, true",
        "MASTER, registry_gc_interval, 1.0.4, false",
        "MASTER, registry_gc_interval, 1.1.0, true",
        "MASTER, user_sorter, 1.4.1, true",
        "MASTER, role_sorter, 1.4.1, false",
        "MASTER, role_sorter, 1.4.2, true",
        "MASTER, role_sorter, 1.5.1, false",
        "MASTER, role_sorter, 1.6.1, true",
        "MASTER, user_sorter, 1.11.0, true",
        "MASTER, domain, 1.3.2, false",
        "MASTER, domain, 1.4.0, true",
        "MASTER, offer_constraints_re2_max_mem, 1.10.0, false",
        "MASTER, offer_constraints_re2_max_mem, 1.11.0, true",
        "SLAVE, runtime_dir, 1.0.4, false",
        "SLAVE, runtime_dir, 1.1.0, true",
        "SLAVE, containerizer_path, 1.0.4, true",
        "SLAVE, containerizer_path, 1.1.0, false",
        "SLAVE, default_container_image, 1.1.0, false",
        "SLAVE, slave_subsystems, 1.11.0, true",
        "SLAVE, allowed_capabilities, 1.3.2, true",
        "SLAVE, allowed_capabilities, 1.11.0, true",
        "SLAVE, executor_reregistration_timeout, 1.1.2, false",
        "SLAVE, executor_reregistration_timeout, 1.1.3, true",
        "SLAVE, executor_reregistration_timeout, 1.2.1, false",
        "SLAVE, executor_reregistration_timeout, 1.2.2, true",
        "SLAVE, executor_secret_key, 1.3.0, true",
        "SLAVE, jwt_secret_key, 1.4.3, false",
        "SLAVE, jwt_secret_key, 1.5.0, true",
        "SLAVE, agent_features, 1.5.0, true",
        "SLAVE, memory_profiling, 1.5.3, false",
        "SLAVE, memory_profiling, 1.6.0, true",
        "SLAVE, docker_ignore_runtime, 1.9.0, true",
        "SLAVE, domain_socket_location, 1.9.0, false",
        "SLAVE, domain_socket_location, 1.10.0, true",
        "SLAVE, csi_plugin_config_dir, 1.11.0, true"
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
    void knowsTypesAndDefaultsAndFormerNames() {
        assertThat(entry(Role.SLAVE, "work_dir", "0.28.3")).isEqualTo("string /tmp/mesos");
        assertThat(entry(Role.SLAVE, "work_dir", "1.0.0")).isEqualTo("string required");
        assertThat(entry(Role.MASTER, "work_dir", "1.0.0")).isEqualTo("string");
        assertThat(entry(Role.MASTER, "agent_ping_timeout", "1.11.0")).isEqualTo("Duration 15secs, slave_ping_timeout");
        assertThat(entry(Role.MASTER, "registry_store_timeout", "0.27.3")).isEqualTo("Duration 5secs");
        assertThat(entry(Role.MASTER, "registry_store_timeout", "0.28.0")).isEqualTo("Duration 20secs");
        assertThat(entry(Role.MASTER, "allocator", "1.6.0")).isEqualTo("string HierarchicalDRF");
        assertThat(entry(Role.MASTER, "allocator", "1.6.1")).isEqualTo("string hierarchical");
        assertThat(entry(Role.MASTER, "port", "1.4.3")).isEqualTo("uint16_t 5050");
        assertThat(entry(Role.SLAVE, "port", "0.23.0")).isEqualTo("uint16_t 5051");
        assertThat(entry(Role.MASTER, "registry_max_agent_count", "1.4.3")).isEqualTo("size_t 102400");
        assertThat(entry(Role.SLAVE, "isolation", "1.11.0")).isEqualTo("string posix/cpu,posix/mem");
        assertThat(entry(Role.SLAVE, "fetcher_cache_size", "1.11.0")).isEqualTo("Bytes 2GB");
    }

    private static String entry(Role role, String flag, String version) {
        FlagEntry entry = FlagTable.bundled().entries(role).get(flag).stream()
                .filter(one -> one.versions().contains(new Version(version)))
                .findFirst()
                .orElseThrow();
        return entry.type()
                + entry.defaultValue().map(value -> " " + value).orElse("")
                + (entry.required() ? " required" : "")
                + entry.formerName().map(name -> ", " + name).orElse("");
    }

    /** Values of every flag are checked as their type demands, and each default is a valid value. */
    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"MASTER", "SLAVE"})
    void everyDefaultIsValid(Role role) {
        FlagTable.bundled()
                .entries(role)
                .forEach((flag, entries) -> entries.forEach(entry -> entry.defaultValue()
                        .filter(value -> !entry.isBoolean())
                        .ifPresent(value -> {
                            Version version = entry.versions().from().orElse(new Version("0.23.0"));
                            assertThat(FlagTable.bundled()
                                            .values(version, role)
                                            .check(flag, value, ReadableFiles.ELSEWHERE))
                                    .as("--%s of %s", flag, version)
                                    .isEmpty();
                        })));
    }

    @Test
    void namesTheDaemonAsItsVersionDoes() {
        for (String[] named : new String[][] {{"0.28.3", "mesos-slave 0.28.3"}, {"1.0.0", "mesos-agent 1.0.0"}}) {
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> sheet(named[0], Role.SLAVE).checked("n1", Map.of("workdir", "/a")))
                    .withMessage(named[1] + " has no flag --workdir, which is set for n1. Did you mean --work_dir?");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SLAVE, docker_puller, 1.11.0, mesos-agent 1.11.0, It was removed in 0.27.0.",
        "SLAVE, containerizer_path, 1.11.0, mesos-agent 1.11.0, It was removed in 1.1.0.",
        "SLAVE, csi_plugin_config_dir, 1.4.3, mesos-agent 1.4.3, It exists from 1.11.0 on.",
        "SLAVE, fetcher_stall_timeout, 1.5.0, mesos-agent 1.5.0, It exists from 1.5.2 on.",
        "MASTER, work_dirs, 0.24.0, mesos-master 0.24.0, Did you mean --work_dir?"
    })
    void namesTheVersionsOfAFlagThatIsMissing(Role role, String flag, String version, String program, String hint) {
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> sheet(version, role).checked("n1", Map.of(flag, "")))
                .withMessage(program + " has no flag --" + flag + ", which is set for n1. " + hint);
    }

    @Test
    void doesNotCoverOtherVersions() {
        assertThat(FlagTable.bundled().sheet(new Version("0.22.2"), Role.MASTER))
                .isEmpty();
        assertThat(FlagTable.bundled().sheet(new Version("1.12.0"), Role.MASTER))
                .isEmpty();
        assertThat(FlagTable.bundled().sheet(new Version("1.12.0"), Role.SLAVE)).isEmpty();
    }
}
