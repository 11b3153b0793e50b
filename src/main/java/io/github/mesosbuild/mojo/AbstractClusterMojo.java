package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.ClusterConsole;
import io.github.mesosbuild.report.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;

/** What goals for clusters have in common. */
abstract class AbstractClusterMojo extends ClusterParameterizedMojo {
    private static final String HELD = "io.github.mesosbuild.cluster";

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

    /** Whether it starts nodes, for which it needs an installation. */
    boolean startsNodes() {
        return false;
    }

    @Override
    final boolean needsArchive() {
        return startsNodes() && cluster.home == null;
    }

    @Override
    boolean testsSkipped() {
        return true;
    }

    /** The work of the goal, with the cluster of this project. */
    abstract void run(ClusterFactory wiring, Pipeline pipeline, ClusterConsole console) throws Exception;

    @Override
    final void run(Pipeline pipeline, Request request, Console console) throws Exception {
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
        run(new ClusterFactory(this, cluster, request, listener), pipeline, listener);
    }

    /** Lets a cluster go on when this Maven ends, or keeps it for the goal stop; answers which. */
    boolean detached(RunningCluster running, ClusterFactory wiring) {
        boolean detached = cluster.detached == null ? byName() : cluster.detached;
        if (detached) {
            running.release();
        } else {
            held(wiring).add(running);
        }
        return detached;
    }

    /** What this Maven has started for the project, and ends when it ends itself. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<RunningCluster> held(ClusterFactory wiring) {
        Map<Object, Object> context = getPluginContext();
        return (List<RunningCluster>)
                context.computeIfAbsent(HELD + wiring.directory().root(), directory -> new ArrayList<RunningCluster>());
    }

    /** Whether this goal was called by its name, and is no part of a lifecycle. */
    boolean byName() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }
}
