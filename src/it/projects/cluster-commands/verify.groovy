import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Started master-1 on 127.0.0.1:… (pid …, log: …/target/mesos/cluster/logs/master-1.log)',
    'The cluster is ready: http://127.0.0.1:', "It keeps running after Maven exits. To stop it, run 'mvn mesos:stop'.")
build.succeeded(2, 'sample 1.0.0 in ', 'master-1  running  leader ', 'slave-1   running  registered  127.0.0.1:',
    'Leader: master-1; 1 active slave')
build.failed(3, 'A cluster is already running in …/target/mesos/cluster, since …, at http://127.0.0.1:', "To stop it, run 'mvn mesos:stop'")
build.succeeded(4, 'slave-1 (pid …) was killed')
build.failed(5, 'slave-1 has exited.')
build.succeeded(6, 'Started slave-1 on ', 'slave-1 (pid …) was restarted')
build.succeeded(7, 'master-1 (pid …) is paused')
build.failed(8, 'master-1 is paused. …No master is leading.')
build.succeeded(9, 'master-1 (pid …) was resumed')
build.failed(10, "The cluster has no node 'master-2'. Its nodes are master-1, slave-1; 'leader' names the leading master.")
build.failed(11, 'The cluster in …/target/mesos/cluster runs from the installation …', "Stop it with 'mvn mesos:stop'")
build.succeeded(12, 'Removed the work directory …/target/mesos/sample-1.0.0',
    "Kept the cluster in …/target/mesos/cluster: it is running; 'mvn mesos:stop' stops it")
build.succeeded(13, 'Stopped master-1, slave-1 (logs: …/target/mesos/cluster/logs)', 'Report: …/target/mesos/cluster/report/index.html')
build.failed(14, 'No cluster is running; nothing to stop.', 'No cluster is running in …/target/mesos/cluster.')

def log = build.text('target/mesos/cluster/logs/master-1.log')
assert log.contains('--cluster=named')
assert build.text('target/mesos/cluster/logs/slave-1.log').contains('--resources=cpus:2;mem:64') ||
    build.text('target/mesos/cluster/logs/slave-1.log').contains("'--resources=cpus:2;mem:64'")
def status = new JsonSlurper().parse(build.path('target/paused.json').toFile())
assert !status.healthy && status.nodes*.name == ['master-1', 'slave-1'] && status.nodes[0].condition == 'paused'
build.clusterStopped('target/mesos/cluster')

def report = new JsonSlurper().parse(build.path('target/mesos/cluster/report/report.json').toFile())
assert report.verdict == 'stopped' && report.release == 'sample 1.0.0' && report.tasks.total == 0
assert report.nodes*.name == ['master-1', 'slave-1'] && report.nodes*.end == ['stopped', 'stopped']
def happened = { node -> report.nodes[node].events.findAll { it.source == 'plugin' }*.event }
assert happened(0) - 'ready' == ['started', 'paused', 'resumed', 'stopped']
assert happened(1) - 'ready' == ['started', 'killed', 'started', 'stopped']
assert report.nodes[0].events.find { it.event == 'elected' }.source == 'log'
assert report.nodes[0].phases*.state.containsAll(['leading', 'paused']) && report.nodes[1].phases*.state.contains('ended')
assert report.nodes*.logEnd.every { !it.isEmpty() }
def page = build.text('target/mesos/cluster/report/index.html')
assert page.contains('Ended cleanly') && page.contains('was killed on purpose')
['report.json', 'index.html', 'recording.jsonl'].each {
    assert PosixFilePermissions.toString(Files.getPosixFilePermissions(build.path("target/mesos/cluster/report/$it"))) == 'rw-------'
}
return null
