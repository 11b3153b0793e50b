import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'A quorum of 2 is not a majority of 4 masters', 'Use a quorum of 3, or at most 3 masters.')
build.failed(2, "sample-slave has no flag --resorces, which is set for slave-1. Did you mean --resources?")
build.failed(3, 'The port for master-1 must be from 1 to 65535, got 70000.')
build.failed(4, "mesos.cluster.zookeeper must be none, embedded or zk://host:port,host:port/path with a path, got 'zk://127.0.0.1:1'.")
build.failed(5, 'master-1 exited with code 1 after …s. The last lines of …/logs/master-1.log:',
    "Failed to parse 'host': it does not start with zk://", 'A cluster that does not become ready is stopped completely.')
build.failed(6, 'is not an installation of sample 1.0.0: sbin/sample-master is missing.')
build.failed(7, 'A slave needs a master to join: set mesos.master, mesos.zk or mesos.cluster.zookeeper.')
build.failed(8, 'The cluster was not ready within 2 s; still waiting for slave-1 to register.',
    'The last lines of …/logs/slave-1.log:')
build.failed(9, 'mesos.cluster.quorum is required for a master that joins others through zk://127.0.0.1:1/mesos')
build.failed(10, 'Name the node with -Dmesos.node=…, such as master-1')
build.failed(11, 'mesos.flags.foo has no effect on a complete cluster', 'Set mesos.cluster.masterFlags.foo or mesos.cluster.slaveFlags.foo instead.')
build.failed(12, "The resource mem in --resources for slave-1 must be a number of MB without a unit, got '8192MB'.")
build.failed(13, 'mesos.cluster.agents and mesos.cluster.slaves are two names of one parameter, but have different values: 2 and 3. Set only one of them.')
build.failed(14, 'agent-1 and slave-1 are two names of one node, but have different ports: 5052 and 5051.')
assert !new File(basedir, 'target/mesos/cluster/nodes/master-1').exists()
assert !new File(basedir, 'target/mesos/cluster/cluster.properties').exists()
return null
