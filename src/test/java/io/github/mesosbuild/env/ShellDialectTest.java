package io.github.mesosbuild.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellDialectTest {
    private static final EnvironmentScript SCRIPT = new EnvironmentScript(
            Path.of("/opt/it's \\ a"), Optional.of(Path.of("/opt/m/libmesos.so")), Set.of("bin", "sbin"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "/home/me/.bashrc, POSIX",
        "/home/me/.profile, POSIX",
        "/home/me/.config/fish/config.fish, FISH",
        "/home/me/.config/fish/conf.d/Mesos.FISH, FISH",
        "/home/me/.cshrc, CSH",
        "/home/me/.tcshrc, CSH",
        "/home/me/.login, CSH",
        "/etc/profile.d/mesos.csh, CSH",
        "/etc/profile.d/mesos.sh, POSIX"
    })
    void theNameOfTheFileShowsTheShell(Path file, ShellDialect dialect) {
        assertThat(ShellDialect.of(file)).isEqualTo(dialect);
    }

    @Test
    void fishGetsItsOwnSyntax() {
        assertThat(SCRIPT.text(ShellDialect.FISH)).isEqualTo("""
                contains -- '/opt/it\\'s \\\\ a/sbin' $PATH; or set -gx PATH '/opt/it\\'s \\\\ a/sbin' $PATH
                contains -- '/opt/it\\'s \\\\ a/bin' $PATH; or set -gx PATH '/opt/it\\'s \\\\ a/bin' $PATH
                set -gx MESOS_NATIVE_JAVA_LIBRARY '/opt/m/libmesos.so'
                """);
    }

    @Test
    void cshGetsItsOwnSyntax() {
        assertThat(new EnvironmentScript(Path.of("/opt/m"), Optional.empty(), Set.of("bin", "sbin"))
                        .text(ShellDialect.CSH))
                .isEqualTo("""
                if ( ! $?PATH ) setenv PATH '/opt/m/sbin'
                if ( ":${PATH}:" !~ *":"'/opt/m/sbin'":"* ) setenv PATH '/opt/m/sbin'":${PATH}"
                if ( ! $?PATH ) setenv PATH '/opt/m/bin'
                if ( ":${PATH}:" !~ *":"'/opt/m/bin'":"* ) setenv PATH '/opt/m/bin'":${PATH}"
                """);
    }

    @ParameterizedTest
    @CsvSource({"FISH, /usr/bin/fish, --no-config", "CSH, /bin/tcsh, -f", "CSH, /bin/bsd-csh, -f", "POSIX, /bin/sh, -u"
    })
    void theShellUnderstandsIt(ShellDialect dialect, Path shell, String option) throws Exception {
        assumeTrue(Files.isExecutable(shell), shell + " is not installed");
        String text = SCRIPT.text(dialect);
        Path script = Files.writeString(directory.resolve("script"), text + text + "/usr/bin/env\n");
        ProcessBuilder builder =
                new ProcessBuilder(shell.toString(), option, script.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines().toList())
                .contains(
                        "PATH=/opt/it's \\ a/bin:/opt/it's \\ a/sbin:/usr/bin:/bin",
                        "MESOS_NATIVE_JAVA_LIBRARY=/opt/m/libmesos.so");
    }
}
