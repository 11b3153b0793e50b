package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.mesosbuild.files.FileDependencies;
import io.github.mesosbuild.steps.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpToDateCacheTest {
    @TempDir
    private Path directory;

    private Installation installation;

    @BeforeEach
    void install() throws IOException {
        Path prefix = Files.createDirectories(directory.resolve("mesos"));
        installation = new Installation(
                prefix, "Mesos 0.24.0", Optional.of(Files.writeString(prefix.resolve("libmesos.so"), "library")), true);
    }

    /** What is asked for in each test, as Maven would have configured it. */
    private static BuildMojo mojo(String project) {
        Properties system = new Properties();
        system.setProperty("java.home", "/jdk");
        MavenProject current = new MavenProject();
        current.setFile(new File(project, "pom.xml"));
        BuildMojo mojo = new BuildMojo();
        mojo.session = mock(MavenSession.class);
        mojo.toolchains = mock(ToolchainManager.class);
        when(mojo.session.getSystemProperties()).thenReturn(system);
        when(mojo.session.getCurrentProject()).thenReturn(current);
        when(mojo.session.getExecutionRootDirectory()).thenReturn(project);
        mojo.version = "0.24.0";
        mojo.jobs = 2;
        mojo.configureArguments = List.of("a", "b");
        mojo.environment = Map.of("CXX", "g++");
        mojo.archive = new ArchiveParameters();
        mojo.archive.file = new File("/one");
        mojo.check = new SkipParameters();
        mojo.test = new TestParameters();
        return mojo;
    }

    private UpToDateCache remembered(BuildMojo mojo, Map<String, String> environment) {
        Path jdk = mojo.javaHome == null
                ? Path.of(mojo.session.getSystemProperties().getProperty("java.home"))
                : mojo.javaHome.toPath();
        return UpToDateCache.of(mojo, environment, jdk, directory.resolve("work"));
    }

    private void keep(BuildMojo mojo, Map<String, String> environment) {
        // As if all files had been there long before.
        remembered(mojo, environment)
                .keep(installation, new FileDependencies(Instant.now().plusSeconds(10)), List.of());
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        keep(mojo("/project"), Map.of("PATH", "/bin", "LANG", "C"));
        assertThat(remembered(mojo("/project"), Map.of("LANG", "C", "PATH", "/bin"))
                        .installation(FileDependencies.Asker.NONE))
                .contains(installation);
    }

    @Test
    void aReleaseThatIsCleanedIsForgottenAndNoOther() throws Exception {
        Path records = directory.resolve("work/up-to-date");
        UpToDateCache.forget(directory.resolve("work"), installation.release());
        keep(mojo("/project"), Map.of());
        Path foreign = Files.writeString(records.resolve("foreign"), "x");
        UpToDateCache.forget(directory.resolve("work"), "another 1.0");
        assertThat(records.toFile().list()).hasSize(2);
        UpToDateCache.forget(directory.resolve("work"), installation.release());
        assertThat(records.toFile().list()).containsExactly("foreign");
        Files.delete(foreign);
        keep(mojo("/project"), Map.of());
        UpToDateCache.forget(directory.resolve("work"), installation.release());
        assertThat(records).doesNotExist();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a text", (mojo, environment) -> mojo.version = "0.24.1"),
                change("a text that was not given", (mojo, environment) -> mojo.buildType = "debug"),
                change("a number", (mojo, environment) -> mojo.jobs = 3),
                change("a switch", (mojo, environment) -> mojo.python = true),
                change("an open switch", (mojo, environment) -> mojo.strip = false),
                change("a file", (mojo, environment) -> mojo.keys = new File("/keys")),
                change("a list", (mojo, environment) -> mojo.configureArguments = List.of("a", "b", "c")),
                change("an order", (mojo, environment) -> mojo.configureArguments = List.of("b", "a")),
                change("the parts of a list", (mojo, environment) -> mojo.configureArguments = List.of("a\nb")),
                change("a map", (mojo, environment) -> mojo.environment = Map.of("CXX", "clang++")),
                change("a nested file", (mojo, environment) -> mojo.archive.file = new File("/two")),
                change("a nested switch", (mojo, environment) -> mojo.check.skip = true),
                change("a nested list", (mojo, environment) -> mojo.test.names = List.of("A.*")),
                change("the goal's own", (mojo, environment) -> mojo.skipTests = true),
                change("a variable", (mojo, environment) -> environment.put("PATH", "/usr/bin")),
                change("one more variable", (mojo, environment) -> environment.put("CC", "gcc")),
                change("the JDK", (mojo, environment) -> mojo.javaHome = new File("/jdk-25")),
                change(
                        "the running JDK",
                        (mojo, environment) ->
                                mojo.session.getSystemProperties().setProperty("java.home", "/jdk-25")),
                change(
                        "the project",
                        (mojo, environment) -> mojo.session.getCurrentProject().setFile(new File("/other/pom.xml"))),
                change(
                        "where Maven was started",
                        (mojo, environment) ->
                                when(mojo.session.getExecutionRootDirectory()).thenReturn("/other")));
    }

    private static Arguments change(String what, BiConsumer<BuildMojo, Map<String, String>> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void anotherQuestionHasNoAnswer(String what, BiConsumer<BuildMojo, Map<String, String>> change) {
        keep(mojo("/project"), Map.of("PATH", "/bin"));
        BuildMojo other = mojo("/project");
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin"));
        change.accept(other, environment);
        assertThat(remembered(other, environment).installation(FileDependencies.Asker.NONE))
                .isEmpty();
    }

    @Test
    void anotherInstallationHasNoAnswer() throws IOException {
        keep(mojo("/project"), Map.of());
        Files.writeString(installation.prefix().resolve("libmesos.so"), "another library");
        assertThat(remembered(mojo("/project"), Map.of()).installation(FileDependencies.Asker.NONE))
                .isEmpty();
    }

    @Test
    void aVerdictThatCannotBeKeptIsNoFailure() throws IOException {
        Files.writeString(directory.resolve("work"), "a file where the directory should be");
        keep(mojo("/project"), Map.of());
        assertThat(remembered(mojo("/project"), Map.of()).installation(FileDependencies.Asker.NONE))
                .isEmpty();
    }
}
