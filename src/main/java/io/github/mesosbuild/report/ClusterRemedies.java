package io.github.mesosbuild.report;

import io.github.mesosbuild.cluster.ClusterException;

/** What to do next when something is wrong with a cluster. */
final class ClusterRemedies {
    private ClusterRemedies() {}

    static String next(ClusterException failure) {
        return switch (failure.kind()) {
            case NO_DAEMONS -> "Set mesos.recipe to a release with daemons, or add 'cluster' to your recipe.";
            case NO_INSTALLATION ->
                "Leave mesos.cluster.home away and it is built, or name the directory of an installation.";
            case TOPOLOGY ->
                "Correct mesos.cluster.masters, mesos.cluster.slaves, mesos.cluster.zookeeper, mesos.cluster.quorum, or for a"
                        + " single node mesos.zk and mesos.master.";
            case FLAG ->
                "Correct mesos.cluster.masterFlags, mesos.cluster.slaveFlags, mesos.cluster.nodeFlags or mesos.flags; the"
                        + " daemon's --help lists all that it has.";
            case PORT -> "Give another port, or none and a free one is chosen.";
            case DIRECTORY -> "Name another directory with mesos.cluster.directory, or move that away.";
            case ADDRESS -> "Correct mesos.cluster.ip, or the flag 'ip'; 127.0.0.1 is there always.";
            case NO_ZOOKEEPER ->
                "Check mesos.cluster.zookeeperVersion and the <mirrors> and <proxies> of your settings.xml; with -o, run it once"
                        + " without. One master needs none: -Dmesos.cluster.masters=1.";
            case RUNNING ->
                "'mesos:stop' ends it, 'mesos:status' says how it is; mesos.cluster.directory makes room for another one"
                        + " beside it.";
            case NOT_RUNNING -> "'mesos:start' starts one; mesos.cluster.directory says of which directory.";
            case NO_NODE -> "'mesos:status' lists the nodes; 'mesos:restart' starts one again that has ended.";
            case ENDED -> "What it wrote says why. A cluster that does not become ready is stopped as a whole.";
            case ALL_ENDED -> "The logs in the cluster's directory say why; 'mesos:run' starts it anew.";
            case NOT_READY -> "Look into its log, or give it more time: -Dmesos.cluster.timeoutSeconds=SECONDS.";
            case UNENDED -> "End them by hand, as root if they are another user's.";
            case UNHEALTHY -> "The logs say more; 'mesos:restart' starts a node again, 'mesos:resume' lets one go on.";
        };
    }
}
