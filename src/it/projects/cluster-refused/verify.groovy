import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'A quorum of 2 is not a majority of 4 masters', 'Use a quorum of 3, or at most 3 masters.')
build.failed(2, "The flag 'resorces', which is given to slave-1, is none of sample-slave. Is it 'resources'?")
build.failed(3, 'The port 70000 of master-1 is not one from 1 to 65535.')
build.failed(4, "'zk://127.0.0.1:1' is neither 'none' nor 'embedded' nor of the form zk://host:port,…/path")
build.failed(5, 'master-1 ended by itself with exit code 1 after …s. The last lines of …/logs/master-1.log:',
    "Failed to parse 'host': it does not start with zk://", 'A cluster that does not become ready is stopped as a whole.')
build.failed(6, 'is no installation of sample 1.0.0: sbin/sample-master is missing.')
build.failed(7, 'Without a master of its own, a slave must be told which to join.')
build.failed(8, 'The cluster was not ready within 2 s: it waited for slave-1 to register.',
    'The last lines of …/logs/slave-1.log:')
build.failed(9, 'A master that joins others by zk://127.0.0.1:1/mesos must know how many of them have to agree')
build.failed(10, 'Name the node with -Dmesos.node=…, such as master-1')
assert !new File(basedir, 'target/mesos/cluster/nodes/master-1').exists()
assert !new File(basedir, 'target/mesos/cluster/cluster.properties').exists()
return null
