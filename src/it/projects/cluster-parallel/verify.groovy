import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1)
def log = build.log(1)
assert build.started(1).count('Make') == 1
assert log.count('The cluster is ready: ') == 2 && log.count('It stops when Maven exits.') == 2
build.said(1, 'Stopped master-1, slave-1 (logs: …/one/target/mesos/cluster/logs)',
    'Stopped master-1, slave-1, slave-2 (logs: …/two/target/mesos/cluster/logs)')

// While both ran, each had slaves of its own and no others.
def (one, two) = ['one', 'two'].collect { new JsonSlurper().parse(build.path("${it}/target/together.json").toFile()) }
assert one.healthy && two.healthy
[[one, 1], [two, 2]].each { status, slaves ->
    assert status.nodes.size() == 1 + slaves
    assert status.slaves*.address.toSet() == status.nodes.findAll { it.role == 'slave' }.collect { "${it.ip}:${it.port}".toString() }.toSet()
}
assert (one.nodes + two.nodes)*.port.toSet().size() == 5 && (one.nodes + two.nodes)*.pid.toSet().size() == 5

['one', 'two'].each { build.clusterStopped("${it}/target/mesos/cluster") }
return null
