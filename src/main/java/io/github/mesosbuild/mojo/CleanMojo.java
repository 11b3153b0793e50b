package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Installation;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Removes what concerns the release in the work directory: its sources, objects, logs and lock, the records that it is up to date, and
 * {@code mesos-env.sh} if that is for the release's installation or for one that is gone. Removes the work directory itself if nothing
 * is left in it. Keeps other releases and a cluster's files. With {@code -Dmesos.clean.installation=true} also removes the installation,
 * unless a cluster in the work directory runs from it. Never removes archives.
 *
 * @since 1.0.0
 */
@Mojo(name = "clean", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class CleanMojo extends AbstractMesosMojo {
    /**
     * What is removed besides: {@code <installation>} ({@code mesos.clean.installation}) removes the installation;
     * {@code <skip>} ({@code mesos.clean.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    CleanParameters clean;

    @Override
    SkipParameters ownSkip() {
        return clean;
    }

    @Override
    String goal() {
        return "clean";
    }

    @Override
    boolean testsSkipped() {
        return true;
    }

    @Override
    boolean readsArchive() {
        return false;
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        Path workDirectory = request.workDirectory();
        ClusterDirectory cluster = ClusterFactory.usualDirectory(workDirectory);
        Optional<ClusterState> running = cluster.read().filter(ClusterState::isAlive);
        if (Boolean.TRUE.equals(clean.installation)) {
            requireUnused(pipeline, cluster, running);
            console.removed("installation", pipeline.cleanInstallation());
        }
        console.cleaned(pipeline.clean());
        UpToDateCache.forget(workDirectory, request.release().name());
        running.ifPresent(state -> console.keptCluster(cluster.root()));
        Trees.deleteIfEmpty(workDirectory);
    }

    private static void requireUnused(Pipeline pipeline, ClusterDirectory cluster, Optional<ClusterState> running)
            throws Exception {
        Optional<Path> used = running.map(ClusterState::prefix);
        if (used.isPresent()
                && pipeline.explain().installation().map(Installation::prefix).equals(used)) {
            throw new MojoFailureException(
                    "The cluster in " + cluster.root() + " runs from the installation " + used.get()
                            + ". Stop it with 'mesos:stop', or leave out mesos.clean.installation. Nothing was removed.");
        }
    }
}
