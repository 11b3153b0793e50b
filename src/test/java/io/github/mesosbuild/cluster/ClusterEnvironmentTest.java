package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.Daemons;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterEnvironmentTest {
    private static ClusterEnvironment site(Daemons daemons, boolean root, ClusterEnvironment.Host system) {
        Map<String, String> environment =
                Map.of("PATH", "/bin", "MESOS_PORT", "1", "LIBPROCESS_IP", "10.0.0.1", "LD_LIBRARY_PATH", "/theirs");
        return new ClusterEnvironment(
                "mesos", daemons, Path.of("/p"), Optional.empty(), environment, root, system, Path.of("java"));
    }

    private static Daemons mesos(String version) throws Exception {
        return new RecipeReader(FileObserver.NONE)
                .read("mesos", Path.of(""))
                .release(new Version(version), Path.of("/jdk"))
                .daemons()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true, webui_dir|launcher_dir",
        "false, true, true, webui_dir|launcher_dir|switch_user|launcher|systemd_enable_support",
        "true, false, true, webui_dir|launcher_dir|launcher",
        "true, true, false, webui_dir|launcher_dir|systemd_enable_support"
    })
    void flagsAreAddedForFeaturesThatTheMachineLacks(boolean root, boolean controlGroups, boolean systemd, String flags)
            throws Exception {
        Daemons daemons = mesos("0.28.3");
        ClusterEnvironment site = site(daemons, root, new ClusterEnvironment.Host(controlGroups, systemd));
        List<String> given = new ArrayList<>();
        for (Daemons.Daemon daemon : List.of(daemons.master(), daemons.slave())) {
            daemon.flags().stream()
                    .filter(group -> site.has(group.when()))
                    .forEach(group -> given.addAll(group.values().keySet()));
        }
        assertThat(given).containsExactlyInAnyOrder(flags.split("\\|"));
    }

    @Test
    void slavesAreCalledAgentsFromVersionOneOn() throws Exception {
        assertThat(mesos("0.28.3").slave().name()).isEqualTo("slave");
        assertThat(mesos("0.28.3").master().state()).isEqualTo("/master/state.json");
        assertThat(mesos("1.0.0").slave().program()).isEqualTo("sbin/mesos-agent");
        assertThat(mesos("1.11.0").master().state()).isEqualTo("/master/state");
    }

    @Test
    void daemonsReadNoFlagsFromTheInheritedEnvironment() throws Exception {
        assertThat(site(mesos("0.24.0"), true, new ClusterEnvironment.Host(true, true))
                        .daemonEnvironment())
                .isEqualTo(Map.of("PATH", "/bin", "LD_LIBRARY_PATH", "/p/lib:/theirs"));
    }

    @Test
    void featuresAreDetectedInTheFileSystem(@TempDir Path root) throws IOException {
        assertThat(ClusterEnvironment.Host.of(root)).isEqualTo(new ClusterEnvironment.Host(false, false));
        Files.createDirectories(root.resolve("sys/fs/cgroup/freezer"));
        Files.createDirectories(root.resolve("run/systemd/system"));
        assertThat(ClusterEnvironment.Host.of(root)).isEqualTo(new ClusterEnvironment.Host(true, true));
    }
}
