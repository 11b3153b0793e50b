package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class GoalPrefixTest {
    private final MavenSession session = mock(MavenSession.class);

    private String shell() {
        return GoalPrefix.names(session, "1.2.3").argument("shell");
    }

    private void project(Build build) {
        MavenProject project = new MavenProject();
        project.getModel().setBuild(build);
        when(session.getTopLevelProject()).thenReturn(project);
    }

    private static Plugin plugin(String artifact) {
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.github.mesosbuild");
        plugin.setArtifactId(artifact);
        return plugin;
    }

    @Test
    void withoutAGroupOrAProjectTheNameIsLong() {
        assertThat(shell()).isEqualTo("io.github.mesosbuild:mesos-maven-plugin:1.2.3:shell");
        project(null);
        assertThat(shell()).startsWith("io.github.mesosbuild:");
    }

    @Test
    void aGroupInTheSettingsMakesItShort() {
        when(session.getPluginGroups()).thenReturn(List.of("org.apache.maven.plugins", "io.github.mesosbuild"));
        assertThat(shell()).isEqualTo("mesos:shell");
    }

    @Test
    void whatWasTypedWorksAgain() {
        when(session.getGoals()).thenReturn(List.of("clean", "mesos:build"));
        assertThat(shell()).isEqualTo("mesos:shell");
        when(session.getGoals()).thenReturn(List.of("io.github.mesosbuild:mesos-maven-plugin:1.2.3:build"));
        assertThat(shell()).startsWith("io.github.mesosbuild:");
    }

    @Test
    void aPluginOfThePomMakesItShort() {
        Build build = new Build();
        build.addPlugin(plugin("other-maven-plugin"));
        project(build);
        assertThat(shell()).startsWith("io.github.mesosbuild:");
        build.addPlugin(plugin("mesos-maven-plugin"));
        assertThat(shell()).isEqualTo("mesos:shell");
    }

    @Test
    void aManagedPluginMakesItShort() {
        Build build = new Build();
        build.setPluginManagement(new PluginManagement());
        build.getPluginManagement().addPlugin(plugin("mesos-maven-plugin"));
        project(build);
        assertThat(shell()).isEqualTo("mesos:shell");
    }
}
