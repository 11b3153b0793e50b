package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.host.Distribution.Family;
import io.github.mesosbuild.host.InstallationException.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyInstallerTest {
    private static final Distribution DEBIAN = new Distribution("debian", "12", "Debian 12", Family.DEBIAN);
    private static final List<String> PACKAGES = List.of("patch", "zlib1g-dev");
    private static final String INSTALL = "apt-get install -y --no-install-recommends patch zlib1g-dev";

    @TempDir
    Path directory;

    private final FakeRunner runner = new FakeRunner();

    @BeforeEach
    void makeAPackageManager() throws Exception {
        TestFiles.program(directory.resolve("bin/apt-get"), "");
    }

    private DependencyInstaller installer(Distribution distribution, boolean root) {
        Map<String, String> environment =
                Map.of("PATH", directory.resolve("bin").toString());
        return new DependencyInstaller(runner, distribution, root, environment, directory);
    }

    private void makeSudo() throws Exception {
        TestFiles.program(directory.resolve("bin/sudo"), "");
    }

    private InstallationException failure(DependencyInstaller installer) {
        return catchThrowableOfType(InstallationException.class, () -> installer.install(PACKAGES));
    }

    @Test
    void rootUpdatesAndInstallsWithoutQuestions() throws Exception {
        runner.answer("apt-get update", 0, "lists\n").answer("apt-get install", 0, "done\n");

        DependencyInstaller.Outcome outcome = installer(DEBIAN, true).install(PACKAGES);

        assertThat(runner.commands).containsExactly(List.of("apt-get", "update"), List.of(INSTALL.split(" ")));
        assertThat(runner.environments)
                .allSatisfy(environment -> assertThat(environment).containsEntry("DEBIAN_FRONTEND", "noninteractive"));
        assertThat(outcome.output()).isEqualTo("lists\ndone\n");
        assertThat(outcome.commandLine()).isEqualTo("apt-get update && " + INSTALL);
    }

    @Test
    void othersGoThroughSudoThatNeverAsks() throws Exception {
        makeSudo();
        runner.answer("sudo -n", 0, "");

        DependencyInstaller installer = installer(DEBIAN, false);
        installer.install(PACKAGES);

        assertThat(runner.commands)
                .containsExactly(
                        List.of("sudo", "-n", "apt-get", "update"), List.of(("sudo -n " + INSTALL).split(" ")));
        assertThat(installer.command(PACKAGES))
                .isEqualTo(new InstallCommand("sudo apt-get update && sudo " + INSTALL, false));
    }

    @Test
    void withoutRootAndSudoTheCommandLineIsReturned() throws Exception {
        InstallationException failure = failure(installer(DEBIAN, false));

        assertThat(failure.kind()).isEqualTo(Kind.NO_PRIVILEGE);
        assertThat(failure.commandLine()).isEqualTo("apt-get update && " + INSTALL);
        assertThat(installer(DEBIAN, false).command(PACKAGES))
                .as("the shell command has no sudo either")
                .isEqualTo(new InstallCommand("apt-get update && " + INSTALL, true));
        assertThat(installer(DEBIAN, true).command(PACKAGES))
                .isEqualTo(new InstallCommand("apt-get update && " + INSTALL, false));
        assertThat(installer(DEBIAN, false).command(List.of())).isEqualTo(InstallCommand.NONE);
        assertThat(failure.packages()).isEqualTo(PACKAGES);
        assertThat(failure).hasMessage("Installing packages needs root, and sudo is not on the PATH");
        assertThat(runner.commands).isEmpty();
    }

    @Test
    void sudoThatAsksForAPasswordDoesNotHelp() throws Exception {
        makeSudo();
        runner.answer("sudo -n", 1, "sudo: a password is required\n");

        InstallationException failure = failure(installer(DEBIAN, false));

        assertThat(failure.kind()).isEqualTo(Kind.NO_PRIVILEGE);
        assertThat(failure).hasMessageContaining("a password is required");
        assertThat(runner.commands).hasSize(1);
    }

    @Test
    void aFailureOfThePackageManagerCarriesItsOutput() {
        runner.answer("apt-get update", 0, "")
                .answer("apt-get install", 100, "Reading…\nE: Unable to locate package patch\n");

        InstallationException failure = failure(installer(DEBIAN, true));

        assertThat(failure.kind()).isEqualTo(Kind.FAILED);
        assertThat(failure).hasMessage("'" + INSTALL + "' exited with status 100: E: Unable to locate package patch");
        assertThat(failure.output()).contains("Reading…");
    }

    @Test
    void aPackageManagerThatHangsIsAFailure() {
        runner.timeOut("apt-get update");

        InstallationException failure = failure(installer(DEBIAN, true));

        assertThat(failure.kind()).isEqualTo(Kind.FAILED);
        assertThat(failure).hasMessageContaining("did not finish within 30 minutes");
        assertThat(runner.commands).hasSize(1);
    }

    @Test
    void anUnknownDistributionIsReported() {
        InstallationException failure = failure(installer(new Distribution("x", "1", "X Linux", Family.UNKNOWN), true));

        assertThat(failure.kind()).isEqualTo(Kind.NO_PACKAGE_MANAGER);
        assertThat(failure).hasMessageContaining("X Linux").hasMessageContaining("patch zlib1g-dev");
    }

    @Test
    void aMissingPackageManagerIsReported() {
        InstallationException failure =
                failure(installer(new Distribution("macos", "", "Mac OS X", Family.HOMEBREW), false));

        assertThat(failure.kind()).isEqualTo(Kind.NO_PACKAGE_MANAGER);
        assertThat(failure.commandLine()).isEqualTo("brew install patch zlib1g-dev");
        assertThat(failure).hasMessageContaining("brew");
    }
}
