package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.report.ClusterConsole;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** Starts one node of a cluster. */
abstract class AbstractNodeMojo extends AbstractClusterMojo {
    /**
     * The ZooKeeper by which masters and slaves find each other: {@code zk://host:port,host:port/path}, the daemons' flag {@code --zk}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.zk")
    String zk;

    /**
     * Any flags of the daemon, by name: {@code mesos.flags.ip}, {@code mesos.flags.work_dir} and so on. They are those that its
     * {@code --help} prints.
     *
     * @since 1.0.0
     */
    @Parameter
    Map<String, String> flags;

    abstract Topology topology(ClusterFactory wiring, Map<String, String> flags) throws Exception;

    @Override
    final boolean startsNodes() {
        return true;
    }

    @Override
    final void run(ClusterFactory wiring, Pipeline pipeline, ClusterConsole console) throws Exception {
        Topology topology = topology(wiring, flags == null ? Map.of() : flags);
        RunningCluster running = wiring.starter(wiring.site(pipeline)).add(topology, wiring.times());
        wiring.publish(running.state());
        console.ready(running.state(), wiring.directory(), detached(running, wiring));
    }
}
