import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import java.nio.file.Files

def build = new InvokedBuild(basedir)
def text = { build.text("image/$it") }

build.failed(1, 'No node was written yet.', "'mvn mesos:node-config' writes them.")
build.failed(3, 'It is not said below which root the files go.', '-Dmesos.root=')
build.failed(4, 'It is not said which node: there are one, three, two.', '-Dmesos.node=')
build.said(5, ' of one to change below …/image:', '--- /dev/null', '+++ /etc/mesos/zk',
    '+zk://127.0.1.1:1,127.0.1.2:1,127.0.1.3:1/mesos',
    '/etc/zookeeper/conf/myid is /etc/zookeeper/conf_example/myid', '-replace this text with the id', '+1',
    '--- /etc/mesos-master/quorum', '-1', '+2', '--- /etc/mesos-master/foreign',
    'Nothing was changed, because mesos.dryRun is set.')
build.succeeded(5)
build.succeeded(6, '+++ /etc/mesos/zk', 'Changed …files below …/image. To put back what was there: sh …/restore.sh',
    'Nothing was restarted, because …/image is not the root of this machine; mesos.restart is for / only.')
build.succeeded(7, 'All files of one are in their places below …/image: nothing to change.')
build.failed(8, 'All …files of one are those of the description.', 'ZooKeeper of one does not answer at 127.0.1.1:1.',
    'The master of one does not answer at 127.0.1.1:4.', "'mvn mesos:node-apply' puts files right")
assert !build.log(8).contains('of two')
build.failed(9, 'go round in a circle')
build.failed(10, 'The ensemble of ZooKeeper does not serve: 0 of 3 servers do, and 2 are needed.',
    'The quorum of the masters is not met: 0 of 3 masters answer, and 2 must agree.', 'No master leads.',
    'Nobody can tell whether the slave of three is in, because there is not exactly one leader.')

assert text('etc/mesos-master/quorum').trim() == '2'
assert text('etc/zookeeper/conf_example/myid') == '1\n'
assert Files.isSymbolicLink(build.path('image/etc/zookeeper/conf'))
assert !build.path('image/etc/mesos-master/foreign').toFile().exists()
assert build.path('image/usr/local/sbin/mesos-node').toFile().canExecute()
def report = new JsonSlurper().parse(build.path('all.json').toFile())
assert !report.good && report.leader == null && report.findings.any { it.host == 'three' && it.what == 'slave' && !it.good }

build.failed(11, 'WRONG')
assert !build.path('dry.json').toFile().exists()

// One backup, of the one run that changed something, whose script puts all of it back.
def backups = build.path('image/var/backups/mesos-maven-plugin').toFile().list()
assert backups.length == 1
def restore = ['sh', build.path("image/var/backups/mesos-maven-plugin/${backups[0]}/restore.sh").toString()].execute()
assert restore.waitFor() == 0
assert text('etc/mesos-master/quorum') == '1' && text('etc/mesos-master/foreign') == 'flag'
assert text('etc/zookeeper/conf_example/myid').startsWith('replace this text')
assert !build.path('image/etc/mesos/zk').toFile().exists()
return null
