import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def text = { build.text("target/mesos/nodes/$it") }

build.failed(1, 'The node description has 3 problems:',
    "flags.slave.ip: --ip is not allowed here. Use the host's key 'listen' instead.",
    "hosts[2].address: The address '10.0.0.2' is already used by node2.",
    'quorum: A quorum of 1 is not a majority of 3 masters', 'Use a quorum of 2, or at most 1 master.', 'Fix the description in mesos.nodes.file')
assert build.log(1).count("hosts[2].address: The address '10.0.0.2'") == 1
build.succeeded(2, 'node1 (debian 12, zookeeper, master, slave, myid 1):', 'rw-r--r-- /etc/mesos-master/quorum',
    'No files were written, because mesos.dryRun is set.')
build.succeeded(3, '3 hosts, 3 masters with a quorum of 2, zk://10.0.0.1:2181,10.0.0.2:2181,10.0.0.3:2181/mesos',
    'Wrote the IDs of the ZooKeeper servers to …/mesos-nodes.ids', "Wrote …/target/mesos/nodes. Each host's README.md")
build.succeeded(4)
assert !build.log(4).contains('mesos-nodes.ids')
assert build.text('mesos-nodes.ids').endsWith('\nnode1=1\nnode2=2\nnode3=3\none.example.com=4\n')

// The directory is that of the last run, on the grown description.
build.succeeded(5, '3 masters with a quorum of 2', 'node0 (debian 12, zookeeper, myid 4)')
assert build.text('grown/mesos-nodes.ids').endsWith('\nnode0=4\nnode1=1\nnode2=2\nnode3=3\n')
assert build.path('target/mesos/nodes').toFile().list().sort() == ['node0', 'node1', 'node3', 'node4']
assert text('node1/etc/zookeeper/conf/myid') == '1\n'
assert text('node0/etc/zookeeper/conf/zoo.cfg').readLines().findAll { it.startsWith('server.') } ==
    ['server.1=10.0.0.1:2888:3888', 'server.3=10.0.0.3:2888:3888', 'server.4=10.0.0.9:2888:3888']
assert text('node4/etc/mesos-master/quorum') == '2\n'
assert !build.path('target/mesos/nodes/node0/etc/mesos').toFile().exists()
['install.sh', 'restart.sh', 'retire.sh'].each { assert build.path("target/mesos/nodes/node4/$it").toFile().canExecute() }
assert text('node4/README.md').contains('MESOS-1546')

build.succeeded(6, '2 hosts, 1 master with a quorum of 1, zk://one.example.com:2181/mesos')
assert build.text('target/from-pom/two.example.com/etc/mesos-slave/attributes/rack') == 'r7\n'
assert build.path('target/from-pom/one.example.com/etc/mesos-master/?quiet').toFile().exists()
assert build.text('target/from-pom/one.example.com/etc/mesos-master/ip') == '10.0.0.1\n'
build.failed(7, 'mesos.nodes.file and <description> both describe the machines: …guide.yaml. Remove one of them.')
build.failed(8, 'Cannot find the description of the machines, …none.yaml.')
build.failed(9, "foreign/node1 already exists and was not written by 'mvn mesos:node-config'.", 'mesos.nodes.directory')
assert build.text('foreign/node1/thesis.txt') == 'all my work'
build.succeeded(10, 'Skipped: mesos.nodeConfig.skip is set.')
// Neither an archive nor a compiler was asked for.
assert !build.path('target/cache').toFile().exists()
return null
