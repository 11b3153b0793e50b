package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleFiles;
import io.github.mesosbuild.bundle.BundleTarget;
import io.github.mesosbuild.report.BundleConsole;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Packs the installation as {@code mesos:bundle} does, and deploys it to a Maven repository. Needs no project.
 *
 * @since 1.0.0
 */
@Mojo(name = "deploy-bundle", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class DeployBundleMojo extends AbstractBundleMojo {
    /** {@code <skip>} ({@code mesos.deployBundle.skip}) skips this goal. */
    @Parameter
    SkipParameters deployBundle;

    /** The repository, as the deploy plugin of Maven reads it; {@code mesos.bundle.repository} takes precedence. */
    @Parameter(property = "altDeploymentRepository")
    String altDeploymentRepository;

    @Override
    void run() throws Exception {
        if (session.isOffline()) {
            throw new MojoFailureException(
                    "Maven is offline, so that nothing can be uploaded. Run this goal without -o.");
        }
        boolean own = bundle.repository != null || altDeploymentRepository == null;
        BundleTarget target = MavenBundleTarget.of(
                maven(),
                own ? "mesos.bundle.repository" : "altDeploymentRepository",
                own ? bundle.repository : altDeploymentRepository);
        BundleFiles files = pack();
        boolean uploaded = files.deployTo(target);
        new BundleConsole(console()::say).deployed(files, target.name(), uploaded);
    }
}
