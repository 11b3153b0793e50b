package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ReleaseBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    @TempDir
    Path directory;

    private CapturedOutput shell(List<String> lines) throws Exception {
        Path script = Files.write(directory.resolve("pasted.sh"), lines);
        return new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE)
                .capture(
                        List.of("sh", "-e", script.toString()),
                        directory,
                        SampleWorld.environment(),
                        Duration.ofMinutes(5));
    }

    @Test
    void aShellThatRunsTheLinesInstallsTheRelease() throws Exception {
        Path archive = SampleWorld.publish(directory.resolve("published")).archive();
        BuildOptions options = SampleWorld.options(true);
        BuildPlan plan = SampleWorld.plan(archive, options, directory.resolve("store"));
        BuildRequest request = new BuildRequest(plan, archive, new Workspace(directory.resolve("work")), options);
        List<String> lines = DryRun.of(Step.INSTALL, request);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("#"))
                .containsExactly("# unpack", "# configure", "# make", "# install");
        assertThat(directory.resolve("work")).doesNotExist();

        CapturedOutput run = shell(lines);
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("sample 1.0.0");
        assertThat(directory.resolve("work/source/src/lib/flags.cc")).content().contains("return *argv != nullptr;");
        assertThat(plan.prefix().resolve("bin/sample-cli")).isExecutable();
        assertThat(directory.resolve("store"))
                .isDirectoryNotContaining(path -> path.toString().endsWith(".staging"));
    }

    @Test
    void aCopyOfTheBuiltFilesIsInstalledAndTheJavaToolsAreWrittenOnce() throws Exception {
        ReleaseBuilder release = new ReleaseBuilder();
        release.separate = false;
        release.install = new Release.CopyInstall(Map.of("bin/program", "program"));
        release.java = Optional.of(new Release.Java(
                List.of(), Map.of(), "java", Optional.empty(), Map.of("share/a b.jar", "a.jar", "b.pom", "b.pom")));
        Workspace workspace = new Workspace(directory.resolve("work"));
        Jdk jdk = new Jdk(directory.resolve("jdk"), Optional.empty(), "JDK", "amd64", List.of());
        Toolchain plain = SampleWorld.toolchain();
        Toolchain toolchain = new Toolchain(
                plain.versions(),
                plain.identities(),
                plain.libraries(),
                plain.environment(),
                plain.javaHome(),
                Optional.of(new JavaTools(jdk, workspace, "java", false)));
        NestedMaven maven =
                new NestedMaven("/opt/mvn", jdk.home(), Optional.empty(), Optional.empty(), directory, true, "");
        BuildOptions options = BuildOptionsBuilder.options(given -> {
            given.installDirectory = Optional.of(directory.resolve("installed here"));
            given.maven = Optional.of(maven);
        });
        BuildPlan plan = BuildPlan.of(release.build(), "a".repeat(64), toolchain, options, directory);
        List<String> lines =
                DryRun.of(Step.INSTALL, new BuildRequest(plan, directory.resolve("archive"), workspace, options));
        assertThat(lines)
                .filteredOn(line -> line.contains("> " + workspace.tools().resolve("mvn")))
                .hasSize(1);
        Files.createDirectories(workspace.tree());
        Files.writeString(workspace.tree().resolve("program"), "a program");
        Files.writeString(workspace.tree().resolve("a.jar"), "a jar");
        String pair = lines.stream()
                .filter(line -> line.startsWith("test -e "))
                .findFirst()
                .orElseThrow();
        assertThat(shell(List.of(pair)).exitCode()).isZero();
        assertThat(workspace.tree().resolve("a.jar")).as("the POM is missing").doesNotExist();

        Files.writeString(workspace.tree().resolve("a.jar"), "a jar");
        Files.writeString(workspace.tree().resolve("b.pom"), "a POM");
        CapturedOutput run = shell(lines.subList(lines.indexOf("# install"), lines.size()));
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(plan.prefix().resolve("bin/program")).hasContent("a program");
        assertThat(plan.prefix().resolve("share/a b.jar")).hasContent("a jar");
        assertThat(plan.prefix().resolve("b.pom")).hasContent("a POM");
    }
}
