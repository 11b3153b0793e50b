import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Started master-1 on 127.0.0.1:… (pid …, log: …/target/mesos/cluster/logs/master-1.log)',
    'The cluster is ready: http://127.0.0.1:', "It goes on when this Maven ends; 'mvn mesos:stop' stops it.")
build.succeeded(2, 'sample 1.0.0 in ', 'master-1  running    leader ', 'slave-1   running    registered  127.0.0.1:',
    'Leader: master-1; 1 active slave')
build.failed(3, 'A cluster of …/target/mesos/cluster runs since … already, at http://127.0.0.1:', "'mvn mesos:stop' ends it")
build.succeeded(4, 'slave-1 (pid …) was killed')
build.failed(5, 'slave-1 is not there any more.')
build.succeeded(6, 'Started slave-1 on ', 'slave-1 (pid …) was started again')
build.succeeded(7, 'master-1 (pid …) is paused')
build.failed(8, 'master-1 is paused. …No master leads.')
build.succeeded(9, 'master-1 (pid …) goes on')
build.failed(10, "The cluster has no node 'master-2'; it has master-1, slave-1, and 'leader' is the master that leads.")
build.failed(11, 'The cluster in …/target/mesos/cluster runs from the installation …', "Stop it with 'mvn mesos:stop'")
build.succeeded(12, 'Removed the work directory …/target/mesos/sample-1.0.0',
    "Kept the cluster in …/target/mesos/cluster: it is running; 'mvn mesos:stop' stops it")
build.succeeded(13, 'Stopped master-1, slave-1 (logs: …/target/mesos/cluster/logs)')
build.failed(14, 'No cluster runs; nothing to stop.', 'No cluster of …/target/mesos/cluster runs.')

def log = build.text('target/mesos/cluster/logs/master-1.log')
assert log.contains('--cluster=named')
assert build.text('target/mesos/cluster/logs/slave-1.log').contains('--resources=cpus:2;mem:64') ||
    build.text('target/mesos/cluster/logs/slave-1.log').contains("'--resources=cpus:2;mem:64'")
def status = new JsonSlurper().parse(build.path('target/paused.json').toFile())
assert !status.healthy && status.nodes*.name == ['master-1', 'slave-1'] && status.nodes[0].condition == 'paused'
['nodes', 'cluster.properties', 'cluster.sh', 'status.json'].each { assert !new File(basedir, "target/mesos/cluster/$it").exists() }

// Nothing carries the mark of this cluster any more.
def mark = 'MESOS_MAVEN_PLUGIN_CLUSTER=' + new File(basedir, 'target/mesos/cluster').canonicalPath
new File('/proc').listFiles().findAll { it.name.isInteger() }.each {
    try {
        assert !new File(it, 'environ').getText('ISO-8859-1').contains(mark)
    } catch (IOException gone) {
    }
}
return null
