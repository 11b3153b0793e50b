package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.cluster.EndedDaemon;
import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.report.ClusterConsole;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts a cluster like {@code mesos:start} and runs it in the foreground until Ctrl-C, or until another Maven process stops it.
 * Reports at once when a node exits.
 *
 * @since 1.0.0
 */
@Mojo(name = "run", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class RunMojo extends AbstractStartMojo {
    private static final Duration POLL = Duration.ofMillis(200);

    /** {@code <skip>} ({@code mesos.run.skip}) skips this goal. */
    @Parameter
    SkipParameters run;

    @Override
    void run(ClusterFactory factory, ClusterConsole console) throws Exception {
        Topology topology = factory.topology(release());
        try (RunningCluster running = factory.starter(environmentOfNodes(factory))
                .start(topology, factory.zooKeeperClassPath(topology), factory.times())) {
            factory.publish(running.state());
            ClusterControl control = factory.control();
            boolean keepData = Boolean.TRUE.equals(cluster.keepData);
            AtomicBoolean ending = new AtomicBoolean();
            running.beforeEnd(() -> {
                ending.set(true);
                stop(control, keepData);
            });
            console.running(running.state(), factory.directory());
            watch(factory.directory(), control, running, ending, console);
        }
    }

    /** Files that cannot be removed now are removed when the next cluster starts. */
    private void stop(ClusterControl control, boolean keepData) {
        try {
            control.stopAtExit(keepData, redactor()::redact);
        } catch (IOException e) {
            return;
        }
    }

    private static void watch(
            ClusterDirectory directory,
            ClusterControl control,
            RunningCluster running,
            AtomicBoolean ending,
            ClusterConsole console)
            throws ClusterException, IOException, InterruptedException {
        Set<String> reported = new HashSet<>();
        while (true) {
            Optional<ClusterState> state = directory.read();
            if (!ending.get()) {
                if (state.isEmpty()) {
                    console.stoppedByAnother();
                    return;
                }
                // A Maven that stops the cluster or restarts a node reports that itself.
                if (!control.isBusy() && directory.read().isPresent()) {
                    // /proc shows that a process exited before this JVM has its exit status.
                    boolean over = !state.get().isAlive() && running.hasEnded();
                    for (EndedDaemon ended : running.ended()) {
                        if (reported.add(ended.node())) {
                            console.ended(ended);
                        }
                    }
                    if (over) {
                        throw ClusterException.allEnded();
                    }
                }
            }
            Sleeper.REAL.sleep(POLL);
        }
    }
}
