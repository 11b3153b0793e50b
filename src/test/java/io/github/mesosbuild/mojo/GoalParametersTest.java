package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.File;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one reading of a goal's parameters, and the command that prepares a build without a network. */
class GoalParametersTest {
    private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");

    private final BuildMojo mojo = new BuildMojo();
    private final MavenSession session = mock(MavenSession.class);
    private Maven maven;

    @BeforeEach
    void configureAsMavenDoesWithoutAPom() throws Exception {
        PluginDescriptor plugin;
        try (Reader reader = Files.newBufferedReader(DESCRIPTOR)) {
            plugin = new PluginDescriptorBuilder().build(reader);
        }
        Settings settings = new Settings();
        settings.setLocalRepository("/home/me/.m2/repository");
        MavenProject project = new MavenProject();
        project.getBuild().setDirectory("${project.basedir}/target");
        when(session.getSettings()).thenReturn(settings);
        when(session.getCurrentProject()).thenReturn(project);
        when(session.getExecutionRootDirectory()).thenReturn("/here");
        when(session.getSystemProperties()).thenReturn(new Properties());
        when(session.getUserProperties()).thenReturn(new Properties());
        MojoExecution execution = new MojoExecution(plugin.getMojo("build"));
        maven = new Maven(session, execution, mojo.getLog(), null, null, null);
        mojo.recipe = "mesos";
        mojo.attempts = 4;
        mojo.minimumBytesPerSecond = 1024;
        mojo.fetchTimeoutSeconds = 7200;
        mojo.connections = 4;
        mojo.memoryPerJob = 1500;
        mojo.timeoutSeconds = 21600;
        mojo.silentTimeoutSeconds = 3600;
        mojo.java = "auto";
        mojo.buildType = "release";
        mojo.compilerLauncher = "auto";
        mojo.cacheDirectory = new File("/home/me/.m2/repository/.cache/mesos-maven-plugin");
        mojo.workDirectory = new File("/here/${project.basedir}/target/mesos");
    }

    private String goOffline() {
        return GoalParameters.of(mojo).goOffline("mesos:go-offline", maven);
    }

    @Test
    void defaultsAreLeftOut() {
        assertThat(goOffline()).isEqualTo("mvn mesos:go-offline");
    }

    @Test
    void everyParameterThatTheGoalReadsIsThere() {
        mojo.version = "0.24.1";
        mojo.mirrors = List.of("https://me:secret@one.example.org/", "https://two.example.org/");
        mojo.archive = new ArchiveParameters();
        mojo.archive.sha256 = "ab";
        mojo.java = "false";
        mojo.javaHome = new File("/opt/a jdk");
        mojo.configureArguments = List.of("--with-x", "CXXFLAGS=-O2 -g");
        mojo.environment = Map.of("CXX", "clang++", "DEPLOY_TOKEN", "hidden");
        mojo.checkDependencies = new SkipParameters();
        mojo.checkDependencies.skip = true;
        assertThat(goOffline())
                .startsWith("mvn mesos:go-offline ")
                .contains(" -Dmesos.version=0.24.1")
                .contains(" -Dmesos.mirrors=https://one.example.org/,https://two.example.org/")
                .contains(" -Dmesos.archive.sha256=ab")
                .contains(" -Dmesos.java=false")
                .contains(" '-Dmesos.javaHome=/opt/a jdk'")
                .contains("-Dmesos.configureArguments=--with-x")
                .contains(" -Dmesos.environment.CXX=clang++")
                .contains(" -Dmesos.environment.DEPLOY_TOKEN=\"$DEPLOY_TOKEN\"")
                .contains(" -Dmesos.checkDependencies.skip=true")
                .doesNotContain("secret")
                .doesNotContain("hidden");
    }

    @Test
    void whatOnlyThisGoalOrEveryGoalHasIsLeftOut() {
        mojo.skipTests = true;
        mojo.strict = true;
        mojo.build = new SkipParameters();
        mojo.build.skip = false;
        assertThat(goOffline()).isEqualTo("mvn mesos:go-offline");
    }

    @Test
    void aPathIsResolved() {
        mojo.workDirectory = new File("/here/${project.basedir}/elsewhere");
        assertThat(goOffline()).isEqualTo("mvn mesos:go-offline -Dmesos.workDirectory=/here/elsewhere");
    }

    @Test
    void aClusterIsAmongThem() {
        StartMojo start = new StartMojo();
        start.cluster = new ClusterParameters();
        start.cluster.zookeeper = "embedded";
        assertThat(GoalParameters.of(start).values())
                .contains(new GoalParameters.Value("cluster.zookeeper", "embedded", false));
        assertThat(GoalParameters.of(start).goOffline("mesos:go-offline", maven))
                .contains(" -Dmesos.cluster.zookeeper=embedded");
    }

    @Test
    void aParameterIsFoundByItsName() {
        mojo.build = new SkipParameters();
        assertThat(GoalParameters.value(mojo, "build")).contains(mojo.build);
        assertThat(GoalParameters.value(mojo, "check")).isEqualTo(Optional.empty());
    }
}
