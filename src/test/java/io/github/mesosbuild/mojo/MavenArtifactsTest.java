package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.mesosbuild.report.Console;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class MavenArtifactsTest {
    private final RepositorySystem system = mock(RepositorySystem.class);
    private final RemoteRepository plugins =
            new RemoteRepository.Builder("plugins", "default", "https://example.org/plugins").build();

    private Maven maven() {
        MavenSession session = mock(MavenSession.class);
        MavenProject project = mock(MavenProject.class);
        when(session.getCurrentProject()).thenReturn(project);
        when(session.getRepositorySession()).thenReturn(new DefaultRepositorySystemSession());
        when(project.getRemotePluginRepositories()).thenReturn(List.of(plugins));
        return new Maven(session, null, null, null, system, null);
    }

    /** With the context and the repositories of plugins, or Maven does not accept the file when it is offline. */
    @Test
    void goOfflineResolvesWhatOlderMavenAddsToPlugins() throws Exception {
        when(system.resolveDependencies(any(), any(DependencyRequest.class)))
                .thenReturn(new DependencyResult(new DependencyRequest()).setArtifactResults(List.of()));

        GoOfflineMojo.resolveForOlderMaven(maven(), mock(Console.class));

        ArgumentCaptor<DependencyRequest> asked = ArgumentCaptor.forClass(DependencyRequest.class);
        verify(system).resolveDependencies(any(), asked.capture());
        CollectRequest collect = asked.getValue().getCollectRequest();
        assertThat(collect.getRequestContext()).isEqualTo("plugin");
        assertThat(collect.getRepositories()).containsExactly(plugins);
        assertThat(collect.getDependencies())
                .singleElement()
                .satisfies(dependency ->
                        assertThat(dependency.getArtifact()).hasToString("org.codehaus.plexus:plexus-utils:jar:1.1"));
    }

    @Test
    void goOfflineSucceedsWithoutIt() throws Exception {
        when(system.resolveDependencies(any(), any(DependencyRequest.class)))
                .thenThrow(new DependencyResolutionException(
                        new DependencyResult(new DependencyRequest()), new IllegalStateException("not there")));
        Console console = mock(Console.class);

        GoOfflineMojo.resolveForOlderMaven(maven(), console);

        verify(console)
                .say("Maven 3.8 and older cannot run this plugin with -o: org.codehaus.plexus:plexus-utils:1.1 is not"
                        + " available. Later versions do not need it.");
    }
}
