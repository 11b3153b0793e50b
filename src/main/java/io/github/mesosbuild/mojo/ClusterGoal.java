package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.RunningCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;

/** The common part of the goals for clusters: when they are skipped, and which clusters this Maven stops when it exits. */
final class ClusterGoal {
    private static final String HELD = "io.github.mesosbuild.cluster";

    private final MojoExecution execution;
    private final Map<Object, Object> context;
    private final ClusterParameters cluster;

    /**
     * Creates the common part of one goal.
     *
     * @param context the memory that all goals of a project share
     */
    ClusterGoal(MojoExecution execution, Map<Object, Object> context, ClusterParameters cluster) {
        this.execution = execution;
        this.context = context;
        this.cluster = cluster;
    }

    /** Returns the parameter that skips the goal, if one does. */
    Optional<String> skippedBy(boolean skipITs, boolean skipTests, boolean mavenTestSkip) {
        if (cluster.skipped()) {
            return Optional.of("mesos.cluster.skip");
        }
        if (isByName() || !(skipITs || skipTests || mavenTestSkip)) {
            return Optional.empty();
        }
        return Optional.of(skipITs ? "skipITs" : skipTests ? "skipTests" : "maven.test.skip");
    }

    /** Returns whether the goal was called by its name, and is not bound to a lifecycle. */
    private boolean isByName() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    /** Lets a cluster outlive this Maven, or keeps it for the goal stop; returns whether it outlives it. */
    boolean detached(RunningCluster running, Path directory) {
        boolean detached = cluster.detached == null ? isByName() : cluster.detached;
        if (detached) {
            running.release();
        } else {
            held(directory).add(running);
        }
        return detached;
    }

    /** Returns the clusters in a directory that this Maven started and stops when it exits. */
    @SuppressWarnings("unchecked")
    List<RunningCluster> held(Path directory) {
        return (List<RunningCluster>) context.computeIfAbsent(HELD + directory, any -> new ArrayList<RunningCluster>());
    }
}
