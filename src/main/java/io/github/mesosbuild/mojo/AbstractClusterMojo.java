package io.github.mesosbuild.mojo;

import io.github.mesosbuild.report.ClusterConsole;
import io.github.mesosbuild.steps.ChosenDirectory;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The base of the goals for a cluster that is already running. They need no release. */
abstract class AbstractClusterMojo extends AbstractMesosMojo {
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

    /**
     * The directory that holds the cluster's directory, unless {@code mesos.cluster.directory} is set; by default {@code mesos} in
     * the project's build directory.
     */
    @Parameter(property = "mesos.workDirectory", defaultValue = "${project.build.directory}/mesos")
    File workDirectory;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, ChosenDirectory.WORK, workDirectory);
        addPlace(places, "mesos.cluster.directory", cluster.directory);
        return places;
    }

    /** Does the work of the goal, with the cluster of this project. */
    abstract void run(ClusterFactory factory, ClusterConsole console) throws Exception;

    @Override
    final Optional<String> skippedBy() {
        return super.skippedBy().or(() -> goalOfCluster().skippedBy(skipITs, skipTests, mavenTestSkip));
    }

    @Override
    final void run() throws Exception {
        ClusterConsole clusterConsole = new ClusterConsole(console());
        run(new ClusterFactory(cluster, maven().path(workDirectory), maven(), clusterConsole), clusterConsole);
    }

    @SuppressWarnings("unchecked")
    final ClusterGoal goalOfCluster() {
        return new ClusterGoal(execution, getPluginContext(), cluster);
    }
}
