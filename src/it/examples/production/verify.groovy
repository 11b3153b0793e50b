import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def image = { build.text("images/$it") }
build.succeeded(1, '5 hosts, 3 masters with a quorum of 2, zk://10.0.0.1:2181,10.0.0.2:2181,10.0.0.3:2181/mesos', 'Changed …files under …/images/node1.')
build.succeeded(2, '5 hosts, 3 masters with a quorum of 3', 'A quorum of 3 with 3 masters tolerates 0 failures. Use 2, unless you are about to add masters.')

// The first step changes one file of a machine, and the second none of a master that exists.
build.succeeded(3, '1 file to change for node1 under …/images/node1:', '--- /etc/mesos-master/quorum', '-2', '+3')
build.succeeded(4, 'Changed 1 file under …/images/node1.')
build.succeeded(5, '5 hosts, 5 masters with a quorum of 3', 'All files for node1 under …/images/node1 are up to date. No changes made.')
assert image('node1/etc/mesos-master/quorum') == '3\n'
build.succeeded(6, 'Changed …files under …/images/node4.')
assert image('node4/etc/mesos-master/quorum') == '3\n'
assert image('node4/etc/mesos/zk') == image('node1/etc/mesos/zk')
assert !build.path('images/node4/etc/zookeeper/conf/zoo.cfg').toFile().exists()

// The plan for a machine has the same two steps.
def plan = build.text('target/mesos/nodes/node1/README.md')
['## Add a master or change the quorum', 'Keep the three hosts, and set `quorum: 3` in the description.',
 'Add the two hosts to the description and remove `quorum` from it.'].each { assert plan.contains(it) }

build.failed(7, 'quorum: A quorum of 2 is not a majority of 5 masters: two groups could decide separately and damage the replicated log. Use a quorum of 3, or at most 3 masters.')
build.succeeded(8)
build.failed(9, 'The ZooKeeper ensemble is not serving: 0 of 3 servers are, and 2 are needed.',
    'The masters have no quorum: 0 of 3 masters answer, and 2 are needed.', 'Cannot check the slave on node5: the masters report no single leader.')
def findings = new JsonSlurper().parse(build.path('target/mesos/nodes/check.json').toFile()).findings
assert findings.findAll { it.what == 'slave' }*.host.sort() == (1..5).collect { "node$it".toString() }
return null
