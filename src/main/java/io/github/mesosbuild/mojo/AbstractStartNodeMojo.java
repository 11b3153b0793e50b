package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.report.ClusterConsole;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that start one node of a cluster. */
abstract class AbstractStartNodeMojo extends AbstractStartMojo {
    /** The ZooKeeper of the masters and agents, {@code zk://host:port,host:port/path}: the daemons' flag {@code --zk}. */
    @Parameter(property = "mesos.zk")
    String zk;

    /** Any flags of the daemon by name, as in its {@code --help}: {@code mesos.flags.ip}, {@code mesos.flags.work_dir} and so on. */
    @Parameter
    Map<String, String> flags;

    abstract Topology topology(ClusterFactory factory, Map<String, String> flags) throws Exception;

    @Override
    final void run(ClusterFactory factory, ClusterConsole console) throws Exception {
        Topology topology = topology(factory, flags == null ? Map.of() : flags);
        RunningCluster running = factory.starter(environmentOfNodes(factory)).add(topology, factory.times());
        factory.publish(running.state());
        console.ready(
                running.state(),
                factory.directory(),
                goalOfCluster().detached(running, factory.directory().root()));
    }
}
