package io.github.mesosbuild.mojo;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Installs the result of {@code make}, after any earlier step that is out of date, without running the release's own tests. The
 * installation appears under its final name once it is complete and its programs have been shown to run.
 *
 * @since 1.0.0
 */
@Mojo(name = "install", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class InstallMojo extends AbstractBuildingMojo {
    /** {@code <skip>} ({@code mesos.install.skip}) skips this goal. */
    @Parameter
    SkipParameters install;

    @Override
    void run() throws Exception {
        publish(pipeline(true).install().installation());
    }

    @Override
    void printDryRun() throws Exception {
        printInstallation(true);
    }
}
