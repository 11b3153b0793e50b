package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.cluster.Ended;
import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.corridor.Corridor;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.report.ClusterConsole;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts a cluster as {@code mesos:start} does and runs it in the foreground until Ctrl-C, or until another Maven stops it. A node
 * that ends is reported at once.
 *
 * @since 1.0.0
 */
@Mojo(name = "run", threadSafe = true, requiresProject = false)
public class RunMojo extends AbstractClusterMojo {
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * The element {@code <skip>} ({@code mesos.run.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters run;

    @Override
    SkipParameters ownSkip() {
        return run;
    }

    @Override
    String goal() {
        return "run";
    }

    @Override
    void run(ClusterWiring wiring, Corridor corridor, ClusterConsole console) throws Exception {
        Topology topology = wiring.topology();
        try (RunningCluster running = wiring.starter(wiring.site(corridor))
                .start(topology, wiring.zooKeeperClassPath(topology), wiring.times())) {
            wiring.publish(running.state());
            console.running(running.state(), wiring.directory());
            Set<String> reported = new HashSet<>();
            while (true) {
                Optional<ClusterState> state = wiring.directory().read();
                if (state.isEmpty()) {
                    console.stoppedByAnother();
                    return;
                }
                // Whoever stops it now, or starts a node again, knows that nodes end.
                if (!wiring.control().isBusy() && wiring.directory().read().isPresent()) {
                    for (Ended ended : running.ended()) {
                        if (reported.add(ended.node())) {
                            console.ended(ended);
                        }
                    }
                    if (!state.get().isAlive()) {
                        throw ClusterException.allEnded();
                    }
                }
                Sleeper.REAL.sleep(POLL);
            }
        }
    }
}
