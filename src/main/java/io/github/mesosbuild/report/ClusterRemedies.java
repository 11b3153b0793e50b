package io.github.mesosbuild.report;

import io.github.mesosbuild.cluster.ClusterException;

/** The next step after a failure of a cluster. */
final class ClusterRemedies {
    private ClusterRemedies() {}

    static String next(ClusterException failure) {
        return switch (failure.kind()) {
            case NO_DAEMONS -> "Set mesos.recipe to a release with daemons, or add 'cluster' to your recipe.";
            case NO_INSTALLATION ->
                "Omit mesos.cluster.home to have the installation built, or set it to the directory of an installation.";
            case TOPOLOGY ->
                "Correct mesos.cluster.masters, mesos.cluster.agents, mesos.cluster.zookeeper or mesos.cluster.quorum; for a"
                        + " single node, mesos.zk or mesos.master.";
            case FLAG ->
                "Correct mesos.cluster.masterFlags, mesos.cluster.agentFlags, mesos.cluster.nodeFlags, or the parameter of the"
                        + " flag's name, such as mesos.cluster.resources; for a single node, mesos.flags. The daemon's --help"
                        + " lists its flags.";
            case PORT -> "Set a different port, or leave it unset to use a free one.";
            case DIRECTORY -> "Set mesos.cluster.directory to another directory, or move the existing one elsewhere.";
            case ADDRESS -> "Correct mesos.cluster.ip or the flag --ip; 127.0.0.1 always works.";
            case NO_ZOOKEEPER ->
                "Check mesos.cluster.zookeeperVersion and the <mirrors> and <proxies> in your settings.xml. If Maven is offline, run"
                        + " it online once. A single master needs no ZooKeeper: -Dmesos.cluster.masters=1.";
            case RUNNING ->
                "To stop it, run 'mesos:stop'; to see its status, 'mesos:status'. To start another cluster alongside it, set"
                        + " mesos.cluster.directory.";
            case NOT_RUNNING ->
                "To start a cluster, run 'mesos:start'. If one is running in another directory, set mesos.cluster.directory.";
            case NO_NODE -> "To list the nodes, run 'mesos:status'; to start a node that has exited, 'mesos:restart'.";
            case ENDED -> "Its output shows the cause. A cluster that does not become ready is stopped completely.";
            case RESUMED ->
                "The other nodes took it for dead while it was paused. To start it again, run 'mesos:restart'.";
            case ALL_ENDED ->
                "The logs in the cluster's directory show the cause. To start the cluster again, run 'mesos:run'.";
            case NOT_READY ->
                "Look for the cause in the log, or allow more time: -Dmesos.cluster.timeoutSeconds=SECONDS.";
            case UNENDED -> "Kill the remaining processes by hand, as root if they belong to another user.";
            case UNHEALTHY ->
                "Look for the cause in the logs. To restart a node, run 'mesos:restart'; to resume a paused one, 'mesos:resume'.";
        };
    }
}
