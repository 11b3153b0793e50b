package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.lenient;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the POM's configuration and the defaults end in the fields of each goal, and that a skipped goal does nothing. */
@MojoTest
class PipelineFactoryTest {
    private static final String POM = "classpath:/io/github/mesosbuild/mojo/wiring-pom.xml";

    @TempDir
    Path directory;

    @Inject
    MavenSession session;

    @Inject
    MavenProject project;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void openSession() {
        Settings settings = new Settings();
        settings.setLocalRepository(directory.resolve("repository").toString());
        lenient().when(session.getSettings()).thenReturn(settings);
        lenient().when(session.getCurrentProject()).thenReturn(project);
        lenient().when(session.getRequest()).thenReturn(new DefaultMavenExecutionRequest());
        lenient().when(session.getExecutionRootDirectory()).thenReturn(directory.toString());
        session.getSystemProperties().setProperty("java.home", System.getProperty("java.home"));
        project.getBuild().setDirectory(directory.resolve("target").toString());
    }

    private void assertConfigured(AbstractReleaseMojo mojo) throws Exception {
        assertThat(mojo.version).isEqualTo("0.28.0");
        assertThat(mojo.mirrors).containsExactly("https://one.example.org/", "corp::https://two.example.org/");
        assertThat(mojo.archive.sha256).startsWith("6b8cfd72");
        assertThat(mojo.archive.file).isEqualTo(new File("some/mesos.tar.gz").getAbsoluteFile());
        assertThat(mojo.recipe).isEqualTo("mesos");
        assertThat(mojo.cacheDirectory)
                .isEqualTo(directory
                        .resolve("repository/.cache/mesos-maven-plugin")
                        .toFile());
        assertThat(mojo.workDirectory)
                .isEqualTo(directory.resolve("target/mesos").toFile());
        assertThat(mojo.keys).isNull();
        assertThat(List.of(mojo.attempts, mojo.connections, mojo.fetchTimeoutSeconds))
                .containsExactly(4, 4, 7200);
        assertThat(mojo.skip || mojo.dryRun || mojo.strict || mojo.verifyAgain || mojo.acceptWeakSignatures)
                .isFalse();
        assertSkipped(mojo, "mesos." + mojo.goal() + ".skip");
        assertSkipped(mojo, "mesos.skip");
    }

    private void assertConfigured(AbstractBuildingMojo mojo) throws Exception {
        assertThat(mojo.jobs).isEqualTo(3);
        assertThat(mojo.environment).isEqualTo(Map.of("CXX", "clang++"));
        assertThat(mojo.configureArguments).containsExactly("CXXFLAGS=-O2 -g");
        assertThat(mojo.unpack.maximumRatio).isEqualTo(300);
        assertThat(mojo.javaHome).isNull();
        assertThat(List.of(mojo.java, mojo.buildType)).containsExactly("auto", "release");
        assertThat(mojo.strip).isNull();
        assertThat(mojo.installDirectory).isNull();
        assertThat(mojo.makeArguments).isNullOrEmpty();
        assertThat(List.of(mojo.memoryPerJob, mojo.timeoutSeconds, mojo.silentTimeoutSeconds))
                .containsExactly(1500, 21600, 3600);
        assertThat(mojo.installDependencies).isFalse();
        assertConfigured((AbstractReleaseMojo) mojo);
    }

    private void assertSkipped(AbstractMesosMojo mojo, String property) throws Exception {
        hear(mojo);
        Properties user = session.getUserProperties();
        user.setProperty(property, "true");
        mojo.execute();
        user.setProperty(property, "false");
        assertThat(said).containsExactly("Skipped: " + property + " is set.");
        assertThat(directory).isEmptyDirectory();
    }

    private void hear(AbstractMesosMojo mojo) {
        said.clear();
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                said.add(line.toString());
            }
        });
    }

    @Test
    void fetch(@InjectMojo(goal = "fetch", pom = POM) FetchMojo mojo) throws Exception {
        assertConfigured(mojo);
    }

    @Test
    void checkDependencies(@InjectMojo(goal = "check-dependencies", pom = POM) CheckDependenciesMojo mojo)
            throws Exception {
        assertConfigured(mojo);
        mojo.recipe = "commons-daemon";
        mojo.version = null;
        hear(mojo);
        mojo.execute();
        assertThat(said)
                .first()
                .asString()
                .startsWith("JDK: " + System.getProperty("java.home") + ", version ")
                .endsWith(", the one that runs Maven");
        assertThat(said).element(1).asString().startsWith("REQUIREMENT");
        assertThat(said).hasSize(7).last().asString().startsWith("Toolchain ");
    }

    @Test
    void releases(@InjectMojo(goal = "releases", pom = POM) ReleasesMojo mojo) throws Exception {
        assertSkipped(mojo, "mesos.releases.skip");
        mojo.recipe = "commons-daemon";
        mojo.dryRun = true;
        hear(mojo);
        mojo.execute();
        assertThat(said).hasSize(2).first().asString().startsWith("RELEASE ");
    }

    @Test
    void unpack(@InjectMojo(goal = "unpack", pom = POM) UnpackMojo mojo) throws Exception {
        assertConfigured(mojo);
    }

    @Test
    void configure(@InjectMojo(goal = "configure", pom = POM) ConfigureMojo mojo) throws Exception {
        assertConfigured(mojo);
        mojo.archive.file = null;
        mojo.timeoutSeconds = 0;
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.timeoutSeconds must be at least 1, got 0.");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void make(@InjectMojo(goal = "make", pom = POM) MakeMojo mojo) throws Exception {
        assertConfigured(mojo);
    }

    @Test
    void check(@InjectMojo(goal = "check", pom = POM) CheckMojo mojo) throws Exception {
        assertThat(mojo.skipTests).isTrue();
        assertConfigured(mojo);
        mojo.archive.file = null;
        hear(mojo);
        mojo.execute();
        assertThat(said).containsExactly("Skipped the tests of mesos 0.28.0: skipTests is set.");
    }

    @Test
    void install(@InjectMojo(goal = "install", pom = POM) InstallMojo mojo) throws Exception {
        assertConfigured(mojo);
    }

    @Test
    void build(@InjectMojo(goal = "build", pom = POM) BuildMojo mojo) throws Exception {
        assertThat(mojo.skipTests).isTrue();
        assertThat(mojo.env.startUpFile()).contains(Path.of("some/bashrc").toAbsolutePath());
        assertConfigured(mojo);
    }

    @Test
    void env(@InjectMojo(goal = "env", pom = POM) EnvMojo mojo) throws Exception {
        assertThat(mojo.env.startUpFile()).contains(Path.of("some/bashrc").toAbsolutePath());
        assertThat(mojo.env.remove).isNull();
        assertConfigured(mojo);
    }

    @Test
    void explain(@InjectMojo(goal = "explain", pom = POM) ExplainMojo mojo) throws Exception {
        assertThat(mojo.skipTests).isTrue();
        assertConfigured(mojo);
        mojo.archive.file = null;
        hear(mojo);
        mojo.execute();
        assertThat(said).first().asString().startsWith("Fetch would run: ");
    }

    @Test
    void clean(@InjectMojo(goal = "clean", pom = POM) CleanMojo mojo) throws Exception {
        assertThat(mojo.clean.installation).isTrue();
        assertConfigured(mojo);
        hear(mojo);
        mojo.execute();
        assertThat(said).containsExactly("No installation to remove.", "No work directory to remove.");
        mojo.version = "0.99.0";
        mojo.archive.sha256 = null;
        mojo.execute();
        assertThat(said).last().isEqualTo("No work directory to remove.");
    }
}
