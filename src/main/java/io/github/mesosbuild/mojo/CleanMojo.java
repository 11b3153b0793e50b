package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.WorkDirectoryCleaner;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.report.CleanConsole;
import io.github.mesosbuild.steps.Installation;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Removes a release's files from the work directory: sources, objects, logs, the lock, the records that it is up to date, and
 * {@code mesos-env.sh} if it is for the release's installation or for one that no longer exists. Removes the work directory itself once it
 * is empty. Keeps other releases and the files of a cluster. With {@code -Dmesos.clean.installation=true}, also removes the installation,
 * unless a cluster in the work directory runs from it. Never removes archives.
 *
 * @since 1.0.0
 */
@Mojo(name = "clean", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class CleanMojo extends AbstractBuildingMojo {
    /** {@code <installation>} ({@code mesos.clean.installation}) also removes the installation; {@code <skip>} ({@code mesos.clean.skip}) skips this goal. */
    @Parameter
    CleanParameters clean;

    @Override
    void run() throws Exception {
        Path work = workPath();
        Release release = release();
        ClusterDirectory directory = ClusterFactory.usualDirectory(work);
        Optional<ClusterState> running = directory.read().filter(ClusterState::isAlive);
        CleanConsole console = new CleanConsole(console());
        if (Boolean.TRUE.equals(clean.installation)) {
            Pipeline pipeline = pipeline(true, false);
            requireUnused(pipeline, directory, running);
            console.removed("installation", pipeline.cleanInstallation());
        }
        console.cleaned(new WorkDirectoryCleaner(release, work, Sleeper.REAL, console()).run());
        UpToDateCache.forget(work, release.name());
        running.ifPresent(state -> console.keptCluster(directory.root()));
        Trees.deleteIfEmpty(work);
    }

    private static void requireUnused(Pipeline pipeline, ClusterDirectory cluster, Optional<ClusterState> running)
            throws Exception {
        Optional<Path> used = running.map(ClusterState::prefix);
        if (used.isPresent()
                && pipeline.explain().installation().map(Installation::prefix).equals(used)) {
            throw new MojoFailureException("The cluster in " + cluster.root() + " runs from the installation "
                    + used.get()
                    + ". Stop it with 'mesos:stop', or leave out mesos.clean.installation. No files were removed.");
        }
    }
}
