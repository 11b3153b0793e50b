import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import java.nio.file.Files
import java.nio.file.LinkOption

def build = new InvokedBuild(basedir)
def text = { build.text("image/$it") }

build.failed(1, 'No nodes have been written yet.', "'mvn mesos:node-config' writes the nodes")
build.failed(3, 'mesos.root is required: the directory to install the files under.', '-Dmesos.root=')
build.failed(4, 'mesos.node is required. The nodes are: one, three, two.', '-Dmesos.node=')
build.said(5, ' to change for one under …/image:', '--- /dev/null', '+++ /etc/mesos/zk',
    '+zk://127.0.1.1:1,127.0.1.2:1,127.0.1.3:1/mesos',
    '/etc/zookeeper/conf/myid resolves to /etc/zookeeper/conf_example/myid', '-replace this text with the id', '+1',
    '--- /etc/mesos-master/quorum', '-1', '+2', '--- /etc/mesos-master/foreign',
    'No files were changed, because mesos.dryRun is set.')
build.succeeded(5)
build.succeeded(6, '+++ /etc/mesos/zk', 'Changed …files under …/image. To undo this: sh …/restore.sh',
    'No services were restarted, because mesos.restart requires mesos.root=/, got …/image.')
build.succeeded(7, 'All files for one under …/image are up to date. No changes made.')
build.failed(8, 'All …files on one match the description.', 'ZooKeeper on one does not answer at 127.0.1.1:1.',
    'The master on one does not answer at 127.0.1.1:4.', "'mvn mesos:node-apply' installs the described files")
assert !build.log(8).contains('of two')
build.failed(9, 'form a loop')
build.failed(10, 'The ZooKeeper ensemble is not serving: 0 of 3 servers are, and 2 are needed.',
    'The masters have no quorum: 0 of 3 masters answer, and 2 are needed.', 'No master is the leader.',
    'Cannot check the slave on three: the masters report no single leader.')

assert text('etc/mesos-master/quorum').trim() == '2'
assert text('etc/zookeeper/conf_example/myid') == '1\n'
assert Files.isSymbolicLink(build.path('image/etc/zookeeper/conf'))
assert !build.path('image/etc/mesos-master/foreign').toFile().exists()
assert build.path('image/usr/local/sbin/mesos-node').toFile().canExecute()
def report = new JsonSlurper().parse(build.path('all.json').toFile())
assert !report.good && report.leader == null && report.findings.any { it.host == 'three' && it.what == 'slave' && !it.good }

build.failed(11, 'WRONG')
assert !build.path('dry.json').toFile().exists()

// Nothing was changed before mesos.forgetSlave was set.
def change = 'Values that the slave registered with change: attribute rack from b to a.'
build.failed(12, change, "would end at its next start with 'Incompatible slave info'", '-Dmesos.forgetSlave')
assert !build.log(12).contains(' to change for three')
build.succeeded(13, change, 'mesos.forgetSlave is set', 'Changed …files under …/registered.',
    'The slave starts as a new one, without its tasks.')
def slaves = build.path('registered/var/lib/mesos/slave/meta/slaves')
assert Files.notExists(slaves.resolve('latest'), LinkOption.NOFOLLOW_LINKS) && Files.exists(slaves.resolve('S0/slave.info'))

// One backup, of the one run that changed something, whose script puts all of it back.
def backups = build.path('image/var/backups/mesos-maven-plugin').toFile().list()
assert backups.length == 1
def restore = ['sh', build.path("image/var/backups/mesos-maven-plugin/${backups[0]}/restore.sh").toString()].execute()
assert restore.waitFor() == 0
assert text('etc/mesos-master/quorum') == '1' && text('etc/mesos-master/foreign') == 'flag'
assert text('etc/zookeeper/conf_example/myid').startsWith('replace this text')
assert !build.path('image/etc/mesos/zk').toFile().exists()
return null
