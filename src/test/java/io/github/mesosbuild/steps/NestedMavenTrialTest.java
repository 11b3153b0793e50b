package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ReleaseBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the trial with a script in place of Maven. */
class NestedMavenTrialTest {
    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeTemplate() throws Exception {
        workspace = new Workspace(directory.resolve("work"));
        Path template = workspace.source().resolve("java/sample.pom.in");
        Files.createDirectories(template.getParent());
        Files.writeString(template, "<version>@PACKAGE_VERSION@</version><d>@abs_top_srcdir@/src</d>${basedir}\n");
    }

    private Optional<String> trial(String script, Optional<String> pom) throws Exception {
        Path archive = directory.resolve("archive");
        Files.writeString(archive, "no matter");
        ReleaseBuilder release = new ReleaseBuilder();
        release.java = Optional.of(new Release.Java(List.of(), Map.of(), "java", pom, Map.of()));
        Jdk jdk = new Jdk(directory, Optional.empty(), "", "amd64", List.of());
        JavaTools tools = new JavaTools(jdk, workspace, "java", false);
        BuildOptions options = SampleWorld.options(true);
        BuildPlan plan = BuildPlan.of(
                release.build(),
                "a".repeat(64),
                new Toolchain(
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        SampleWorld.environment(),
                        SampleWorld.JAVA_HOME,
                        Optional.of(tools)),
                options,
                directory.resolve("store"));
        Path program = directory.resolve("mvn");
        Files.writeString(program, "#!/bin/sh\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        tools.write(Optional.of(new NestedMaven(
                program.toString(), directory, Optional.empty(), Optional.empty(), directory, true, "")));
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        return new NestedMavenTrial(supervisor, new PlannedBuild(plan, archive, workspace, options)).failure();
    }

    @Test
    void aSuccessfulMavenIsNotReported() throws Exception {
        String asked =
                "for word; do case $word in *pom.xml) cat $word > ../../pom; esac; done; echo $* > ../../asked\n";
        assertThat(trial(asked, Optional.of("java/sample.pom.in"))).isEmpty();
        assertThat(directory.resolve("work/pom"))
                .content()
                .startsWith("<version>1.0.0</version><d>/")
                .endsWith("/nothing/src</d>${basedir}\n");
        assertThat(directory.resolve("work/asked"))
                .as("all that make asks of it")
                .content()
                .endsWith("/pom.xml clean package\n");
        assertThat(workspace.tools().resolve("trial")).doesNotExist();
    }

    @Test
    void theFirstErrorIsReported() throws Exception {
        String fails = "echo '[INFO] Scanning'; echo '[ERROR] No parent. -> [Help 1]'; echo '[ERROR] more'; exit 1\n";
        assertThat(trial(fails, Optional.of("java/sample.pom.in"))).contains("No parent.");
        assertThat(trial("echo cannot start; exit 1\n", Optional.of("java/sample.pom.in")))
                .contains("cannot start");
    }

    /** The output of Maven 3.8.7. */
    @Test
    void anUnresolvableParentIsReported() throws Exception {
        String fails = """
                echo '[INFO] Scanning for projects...'
                echo '[ERROR] [ERROR] Some problems were encountered while processing the POMs:'
                echo "[FATAL] Non-resolvable parent POM for a:b:1: No c:d:pom:2. and 'parent.relativePath' points at wrong local POM @ line 8"
                echo '[ERROR] The build could not read 1 project -> [Help 1]'
                exit 1
                """;
        assertThat(trial(fails, Optional.of("java/sample.pom.in")))
                .contains("Non-resolvable parent POM for a:b:1: No c:d:pom:2.");
    }

    @Test
    void aReleaseWithoutMavenIsNotTried() throws Exception {
        assertThat(trial("exit 1\n", Optional.empty())).isEmpty();
    }
}
