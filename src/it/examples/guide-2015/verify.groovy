import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Sample 1.0.0 is ', 'Wrote …/target/mesos/mesos-env.sh; to use it: . …/target/mesos/mesos-env.sh', 'Started master-1 on ',
    'Started slave-1 on ', 'Stopped master-1, slave-1 ', '3 hosts, 3 masters with a quorum of 2, zk://10.0.0.1:2181,10.0.0.2:2181,10.0.0.3:2181/mesos')
build.clusterStopped('target/mesos/cluster')
assert build.run('sh', '-c', '. target/mesos/mesos-env.sh; sample-cli --version').output().trim() == 'sample 1.0.0'

// What the guide writes by hand, on each machine.
def files = { build.text("target/mesos/nodes/$it") }
(1..3).each {
    assert files("node$it/etc/zookeeper/conf/myid") == "$it\n"
    assert files("node$it/etc/mesos/zk") == 'zk://10.0.0.1:2181,10.0.0.2:2181,10.0.0.3:2181/mesos\n'
    assert files("node$it/etc/mesos-master/quorum") == '2\n'
    assert files("node$it/etc/mesos-master/ip") == "10.0.0.$it\n"
    assert files("node$it/etc/zookeeper/conf/zoo.cfg").contains("server.1=10.0.0.1:2888:3888")
}
build.failed(2, 'The node description has 2 problems:', 'quorum: A quorum of 1 is not a majority of 3 masters: two groups could decide separately and damage the replicated log. Use a quorum of 2, or at most 1 master.',
    "flags.slave.ip: --ip is not allowed here. Use the host's key 'listen' instead.")
return null
