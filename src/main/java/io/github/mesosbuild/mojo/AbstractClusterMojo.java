package io.github.mesosbuild.mojo;

import io.github.mesosbuild.corridor.Corridor;
import io.github.mesosbuild.corridor.Request;
import io.github.mesosbuild.report.ClusterConsole;
import io.github.mesosbuild.report.Console;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;

/** What goals for clusters have in common. */
abstract class AbstractClusterMojo extends ClusterParameterizedMojo {
    /**
     * Whether the integration tests are left out; in a build, no cluster is started for them then.
     *
     * @since 1.0.0
     */
    @Parameter(property = "skipITs", defaultValue = "false")
    boolean skipITs;

    /**
     * Whether tests are left out; in a build, no cluster is started for them then.
     *
     * @since 1.0.0
     */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    /**
     * Whether tests are neither compiled nor run; in a build, no cluster is started for them then.
     *
     * @since 1.0.0
     */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    boolean mavenTestSkip;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    @Override
    boolean testsSkipped() {
        return true;
    }

    /** The work of the goal, with the cluster of this project. */
    abstract void run(ClusterWiring wiring, Corridor corridor, ClusterConsole console) throws Exception;

    @Override
    final void run(Corridor corridor, Request request, Console console) throws Exception {
        if (cluster.skipped()) {
            getLog().info("Skipped, because mesos.cluster.skip is set.");
            return;
        }
        if (!byName() && (skipITs || skipTests || mavenTestSkip)) {
            getLog().info("Skipped, because " + (skipITs ? "skipITs" : skipTests ? "skipTests" : "maven.test.skip")
                    + " is set.");
            return;
        }
        ClusterConsole listener = new ClusterConsole(console);
        run(new ClusterWiring(this, cluster, request, listener), corridor, listener);
    }

    /** Whether this goal was called by its name, and is no part of a lifecycle. */
    boolean byName() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }
}
