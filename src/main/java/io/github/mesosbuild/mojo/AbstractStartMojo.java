package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterEnvironment;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.report.ClusterConsole;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that start nodes of a cluster. They build the installation first, if there is none and the cluster names none. */
abstract class AbstractStartMojo extends AbstractBuildingMojo {
    /**
     * The cluster: its nodes, their flags, resources and environment, its ZooKeeper, its directory, and how long it may
     * take.
     */
    @Parameter
    ClusterParameters cluster;

    /** Whether integration tests are skipped, and this goal if bound to a phase. */
    @Parameter(property = "skipITs", defaultValue = "false")
    boolean skipITs;

    /** Whether tests are skipped, and this goal if bound to a phase. */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    /** Whether tests are neither compiled nor run; skips this goal if bound to a phase. */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    boolean mavenTestSkip;

    @Override
    final Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, "mesos.cluster.directory", cluster.directory);
        addPlace(places, "mesos.cluster.home", cluster.home);
        return places;
    }

    /** Starts the nodes. */
    abstract void run(ClusterFactory factory, ClusterConsole console) throws Exception;

    @Override
    final Optional<String> skippedBy() {
        return super.skippedBy().or(() -> goalOfCluster().skippedBy(skipITs, skipTests, mavenTestSkip));
    }

    @Override
    final void run() throws Exception {
        ClusterConsole clusterConsole = new ClusterConsole(console());
        run(new ClusterFactory(cluster, workPath(), maven(), clusterConsole), clusterConsole);
    }

    @SuppressWarnings("unchecked")
    final ClusterGoal goalOfCluster() {
        return new ClusterGoal(execution, getPluginContext(), cluster);
    }

    /** Returns what the nodes run in: the installation, built if there is none, and their environment. */
    final ClusterEnvironment environmentOfNodes(ClusterFactory factory) throws Exception {
        Pipeline pipeline = pipeline(true, cluster.home == null);
        return factory.environment(pipeline, javaChoice().homeOfPrograms());
    }
}
