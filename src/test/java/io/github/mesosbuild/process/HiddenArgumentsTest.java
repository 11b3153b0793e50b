package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HiddenArgumentsTest {
    private static final String MAKEFILE = """
            all:
            	@echo "value: [$$REPO_PASSWORD] [$(ORDINARY)]"
            	@tr '\\0' ' ' < /proc/$$PPID/cmdline
            	@$(MAKE) inner
            inner:
            	@echo "inner: [$$REPO_PASSWORD]"
            """;

    @TempDir
    Path directory;

    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofSeconds(1));
    private final List<String> lines = new ArrayList<>();

    private void run(List<String> argv, Map<String, String> environment) throws Exception {
        Command command = new Command(
                "make",
                argv,
                directory,
                environment,
                directory.resolve("logs/make.log"),
                Duration.ofSeconds(30),
                Duration.ZERO);
        assertThat(supervisor.run(command, lines::add).succeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-k", "-j2 -- OTHER=x", " -- A_TOKEN=b\\ c"})
    void makeGetsASecretVariableByItsEnvironment(String flags) throws Exception {
        Files.writeString(directory.resolve("Makefile"), MAKEFILE);
        String path = System.getenv("PATH");
        run(
                List.of("make", "REPO_PASSWORD=it's a \\ #5 hunter2", "ORDINARY=two words"),
                flags.isEmpty() ? Map.of("PATH", path) : Map.of("PATH", path, "MAKEFLAGS", flags));
        assertThat(lines)
                .contains("value: [it's a \\ #5 hunter2] [two words]", "inner: [it's a \\ #5 hunter2]")
                .filteredOn(line -> line.contains("/make") || line.startsWith("make "))
                .isNotEmpty()
                .noneMatch(line -> line.contains("hunter2"));
        assertThat(Files.readString(directory.resolve("logs/make.log")))
                .contains("# command: make REPO_PASSWORD=\"$REPO_PASSWORD\" 'ORDINARY=two words'\n");
    }

    @Test
    void makeExpandsASecretVariableAsOnItsCommandLine() throws Exception {
        Files.writeString(directory.resolve("Makefile"), "all:\n\t@echo '[$(A_TOKEN)]'\n");
        run(List.of("make", "A_TOKEN=a$(NAME)$$b", "NAME=x"), Map.of("PATH", System.getenv("PATH")));
        assertThat(lines).contains("[ax$b]");
    }

    @Test
    void configureGetsASecretVariableByItsEnvironment() throws Exception {
        Path configure = Files.writeString(
                directory.resolve("configure"), "#!/bin/sh\necho \"[$DEPLOY_KEY]\"\ntr '\\0' ' ' < /proc/$$/cmdline\n");
        Files.setPosixFilePermissions(configure, PosixFilePermissions.fromString("rwxr-xr-x"));
        run(List.of(configure.toString(), "DEPLOY_KEY=hunter2", "CC=gcc"), Map.of("PATH", System.getenv("PATH")));
        assertThat(lines)
                .contains("[hunter2]")
                .filteredOn(line -> line.contains("configure"))
                .singleElement()
                .asString()
                .contains("CC=gcc")
                .doesNotContain("hunter2");
    }

    @Test
    void aLogIsReadByItsOwnerAlone() throws Exception {
        run(List.of("true"), Map.of("PATH", System.getenv("PATH"), "DEPLOY_KEY", "hunter2"));
        Path log = directory.resolve("logs/make.log");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.getParent())))
                .isEqualTo("rwx------");
        assertThat(log).content().contains("DEPLOY_KEY=\"$DEPLOY_KEY\"").doesNotContain("hunter2");
    }

    @Test
    void aLogThatIsALinkIsNotFollowed() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "mine\n");
        Files.createDirectory(directory.resolve("logs"));
        Files.createSymbolicLink(directory.resolve("logs/make.log"), victim);
        Command command = new Command(
                "make",
                List.of("true"),
                directory,
                Map.of("PATH", "/usr/bin:/bin"),
                directory.resolve("logs/make.log"),
                Duration.ZERO,
                Duration.ZERO);
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                ProcessException.class, () -> supervisor.run(command, lines::add))
                        .kind())
                .isEqualTo(ProcessException.Kind.LOG);
        assertThat(victim).hasContent("mine\n");
    }
}
