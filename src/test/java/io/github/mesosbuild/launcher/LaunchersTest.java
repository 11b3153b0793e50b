package io.github.mesosbuild.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.host.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice and the settings of a launcher, with dummy programs. */
class LaunchersTest {
    private static final CommandRunner NOTHING_RUNS = (argv, directory, environment, limit) -> {
        throw new IOException("nothing should be run: " + argv);
    };

    @TempDir
    Path directory;

    private Path bin;
    private Path workspace;

    @BeforeEach
    void makeCompilers() throws IOException {
        bin = Files.createDirectories(directory.resolve("bin"));
        workspace = Files.createDirectories(directory.resolve("work/sample-1.0.0"));
        program("gcc", "g++");
    }

    private void program(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(bin.resolve(name), "#!/bin/sh\n");
            assertThat(bin.resolve(name).toFile().setExecutable(true)).isTrue();
        }
    }

    private Optional<PreparedLauncher> prepare(String wanted, Map<String, String> more, String... arguments)
            throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.putIfAbsent("PATH", bin.toString());
        return launchers(wanted).prepare(environment, List.of(arguments), workspace);
    }

    private Launchers launchers(String wanted) {
        return new Launchers(wanted, NOTHING_RUNS, directory.resolve("compiler-cache"), directory);
    }

    private static Path links(PreparedLauncher launch) {
        return Path.of(launch.environment().get("PATH").split(":")[0]);
    }

    @Test
    void autoUsesOnlyCcacheAndOnlyIfInstalled() throws Exception {
        program("sccache", "distcc");
        assertThat(prepare("auto", Map.of())).isEmpty();
        program("ccache");
        PreparedLauncher launch = prepare("auto", Map.of()).orElseThrow();
        assertThat(launch.launcher()).isEqualTo(Launcher.CCACHE);
        assertThat(launch.sentence())
                .isEqualTo("Compiling through " + bin + "/ccache, with the cache " + directory
                        + "/compiler-cache/ccache; use -Dmesos.compilerLauncher=none to compile without it");
        assertThat(prepare("none", Map.of())).isEmpty();
        assertThat(prepare("ccache", Map.of()).orElseThrow().sentence()).doesNotContain("none");
    }

    @Test
    void eachInstalledCompilersNameIsALinkToTheLauncher() throws Exception {
        program("ccache", "g++-11");
        PreparedLauncher launch = prepare("auto", Map.of("CXX", "g++-11 -m64", "PATH", bin + ":/nowhere"))
                .orElseThrow();
        assertThat(launch.environment()).containsEntry("PATH", links(launch) + ":" + bin + ":/nowhere");
        assertThat(launch.environment()).containsEntry("CXX", "g++-11 -m64");
        assertThat(links(launch).toFile().list()).containsExactlyInAnyOrder("gcc", "g++", "g++-11");
        assertThat(links(launch).resolve("g++-11").toRealPath())
                .isEqualTo(bin.resolve("ccache").toRealPath());
        assertThat(links(prepare("auto", Map.of()).orElseThrow()))
                .as("other compilers, other links")
                .isNotEqualTo(links(launch));
    }

    @Test
    void aCompilerNamedByItsPathGetsTheLauncherBeforeIt() throws Exception {
        program("ccache");
        PreparedLauncher launch = prepare(
                        "auto", Map.of("CC", "/opt/gcc/bin/gcc -m64"), "--disable-java", "CXX=/opt/gcc/bin/g++")
                .orElseThrow();
        assertThat(launch.environment()).containsEntry("CC", bin + "/ccache /opt/gcc/bin/gcc -m64");
        assertThat(launch.configureArguments())
                .containsExactly("--disable-java", "CXX=" + bin + "/ccache /opt/gcc/bin/g++");
    }

    @Test
    void aLauncherInCxxIsKeptUnlessAnotherIsRequested() throws Exception {
        program("ccache", "distcc");
        assertThat(prepare("auto", Map.of("CXX", "distcc g++"))).isEmpty();
        assertThat(prepare("auto", Map.of(), "CXX=/usr/bin/ccache g++")).isEmpty();
        assertThat(prepare("ccache", Map.of("CXX", "ccache g++")).orElseThrow().environment())
                .containsEntry("CXX", "ccache g++");
    }

    @Test
    void ccacheSharesObjectsAcrossDirectoriesAndTheUsersSettingsTakePrecedence() throws Exception {
        program("ccache");
        assertThat(prepare("auto", Map.of()).orElseThrow().environment())
                .containsEntry(
                        "CCACHE_DIR", directory.resolve("compiler-cache/ccache").toString())
                .containsEntry("CCACHE_BASEDIR", workspace.toString())
                .containsEntry("CCACHE_NOHASHDIR", "true")
                .containsEntry("CCACHE_ABSSTDERR", "true");
        assertThat(prepare("auto", Map.of("CCACHE_DIR", "/big/cache"))
                        .orElseThrow()
                        .environment())
                .containsEntry("CCACHE_DIR", "/big/cache");
    }

    @Test
    void sccacheIsCalledByScriptsAndHasItsOwnServerWhoseLogIsCounted() throws Exception {
        program("sccache");
        Path log = workspace.resolve("logs/sccache.log");
        Files.createDirectories(log.getParent());
        Files.writeString(log, "[a.o]: Cache hit in 0.000 s\n");
        PreparedLauncher launch = prepare("sccache", Map.of()).orElseThrow();
        assertThat(links(launch).resolve("g++"))
                .isExecutable()
                .content()
                .isEqualTo("#!/bin/sh\nexec '" + bin + "/sccache' '" + bin + "/g++' \"$@\"\n");
        assertThat(launch.environment())
                .containsKey("SCCACHE_SERVER_PORT")
                .containsEntry("SCCACHE_ERROR_LOG", log.toString());
        assertThat(launch.statistics()).as("of this build alone").contains(new Statistics(0, 0));
        Files.writeString(log, "[a.o]: Cache hit in 0.000 s\n");
        assertThat(launch.statistics()).contains(new Statistics(1, 0));

        PreparedLauncher shared =
                prepare("sccache", Map.of("SCCACHE_SERVER_PORT", "4226")).orElseThrow();
        assertThat(shared.environment()).doesNotContainKey("SCCACHE_ERROR_LOG");
        assertThat(shared.statistics()).as("the server is somebody else's").isEmpty();
    }

    @Test
    void distccNeedsMachines() throws Exception {
        program("distcc");
        assertThatThrownBy(() -> prepare("distcc", Map.of("HOME", directory.toString())))
                .isInstanceOfSatisfying(
                        LauncherException.class, e -> assertThat(e.kind()).isEqualTo(LauncherException.Kind.NO_HOSTS));
        assertThat(prepare("distcc", Map.of("DISTCC_HOSTS", "one/8 two/8"))
                        .orElseThrow()
                        .sentence())
                .endsWith("distcc, on one/8 two/8");
        Path hosts = directory.resolve("home/.distcc/hosts");
        Files.createDirectories(hosts.getParent());
        Files.writeString(hosts, "one/8\n");
        PreparedLauncher launch = prepare(
                        "distcc", Map.of("HOME", directory.resolve("home").toString()))
                .orElseThrow();
        assertThat(launch.sentence()).endsWith("distcc, on the machines in its hosts file");
        assertThat(launch.statistics()).isEmpty();
    }

    @Test
    void aMissingRequestedLauncherIsNamed() {
        LauncherException missing = catchThrowableOfType(LauncherException.class, () -> prepare("icecc", Map.of()));
        assertThat(missing)
                .hasMessage("The compiler launcher icecc (mesos.compilerLauncher) is not on the PATH " + bin + ".");
        assertThat(missing.kind()).isEqualTo(LauncherException.Kind.MISSING);
        assertThat(missing.launcher()).contains(Launcher.ICECC);
        assertThatThrownBy(() -> prepare("fcache", Map.of())).hasMessageContaining("'fcache'");
        assertThatThrownBy(() -> prepare("/usr/bin/ccache", Map.of())).hasMessageContaining("'/usr/bin/ccache'");
    }

    @Test
    void aLauncherIsCheckedWithoutCreatingAnything() throws Exception {
        assertThatThrownBy(() -> require("icecc")).hasMessageContaining("The compiler launcher icecc");
        assertThatThrownBy(() -> require("fcache")).hasMessageContaining("'fcache'");
        require(Launchers.AUTO);
        require(Launchers.NONE);
        program("distcc");
        assertThatThrownBy(() -> require("distcc"))
                .isInstanceOfSatisfying(
                        LauncherException.class, e -> assertThat(e.kind()).isEqualTo(LauncherException.Kind.NO_HOSTS));
        program("ccache");
        require("ccache");
        assertThat(directory.resolve("compiler-cache")).doesNotExist();
    }

    private void require(String wanted) throws Exception {
        launchers(wanted).require(Map.of("PATH", bin.toString()));
    }
}
