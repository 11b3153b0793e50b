import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.MarkedProcesses
import io.github.mesosbuild.it.Mavens
import io.github.mesosbuild.process.TestSignals

def build = new InvokedBuild(basedir)
def mavens = new Mavens(binding.variables)
def master = { address -> new JsonSlurper().parse(new URL("http://${address}/master/state.json")) }
def kill = { signal, pid -> assert TestSignals.send(signal, pid as long) }
def left = { String directory -> MarkedProcesses.below(build.path(directory)) }

try {
    def first = mavens.start('first', 'mesos:run', '-Dmesos.cluster.zookeeper=embedded')
    def interrupted = mavens.start('interrupted', 'mesos:run', '-Dmesos.cluster.directory=target/interrupted')
    def crashed = mavens.start('crashed', 'mesos:run', '-Dmesos.cluster.directory=target/crashed', '-Dmesos.cluster.slaves=0')
    [first, interrupted, crashed].each { it.awaitRunning('Press Ctrl-C to stop it.') }
    def run = build.clusterState('target/mesos/cluster')
    ['zookeeper-1  zookeeper', 'master-1     master', 'slave-1      slave'].each { row ->
        def node = row.split(' ')[0]
        def of = "mesos.running.${node}."
        assert first.log() =~ /(?m)^\[INFO\] ${row} +127\.0\.0\.1:${run[of + 'port']} +${run[of + 'pid']} +.*\/target\/mesos\/cluster\/logs\/${node}\.log$/
    }

    // Daemons and their children find the JDK, whether or not Maven's own environment names one.
    ['master-1', 'slave-1'].each { node ->
        def variables = new File("/proc/${run["mesos.running.${node}.pid"]}/environ").text.split('\0')
        def homes = variables.findAll { it.startsWith('JAVA_HOME=') }*.substring('JAVA_HOME='.length())
        assert homes.size() == 1 && new File(homes[0], 'bin/java').canExecute()
    }

    // Ctrl-C: it ends all and tells the shell of the signal.
    def signal = interrupted.interrupt()
    // All nodes of a cluster end: there is nothing left to run.
    kill('KILL', build.clusterState('target/crashed')['mesos.running.master-1.pid'])
    // One node ends: the others go on.
    kill('KILL', run['mesos.running.slave-1.pid'])
    assert interrupted.exitStatus() == 128 + signal
    build.clusterStopped('target/interrupted')
    def report = new JsonSlurper().parse(build.path('target/interrupted/report/report.json').toFile())
    assert report.verdict == 'stopped' && report.stoppedBy == 'interrupt' && report.nodes*.name == ['master-1', 'slave-1']
    // The masters are asked before they end.
    assert report.tasks.unknown != 'no master was running any more'
    assert build.text('target/interrupted/report/index.html').contains('Ended cleanly')
    assert !interrupted.prints(' was killed by ') && !interrupted.prints('\tat ')
    assert crashed.exitStatus() == 1
    crashed.said('master-1 was killed by signal 9 after ', 'BUILD FAILURE')
    assert !crashed.prints('\tat ')
    assert left('target/crashed').isEmpty()
    first.awaitRunning('slave-1 was killed by signal 9 after ')
    assert left('target/mesos/cluster').size() == 2

    // Other nodes join the cluster, or only its ZooKeeper, or each other.
    def zk = run['mesos.running.zk']
    def (guide, byZk) = mavens.freePorts(2)
    def joined = mavens.start('joined', 'mesos:start-master@guide', 'mesos:start-slave@guide-slave', 'mesos:start-master@by-zk',
        'mesos:start-slave@by-zk-slave', 'mesos:start@external', "-Dguide.port=${guide}", "-Dby-zk.port=${byZk}", "-Drun.zk=${zk}",
        "-Dexternal.zk=${zk.replace('/mesos', '/external')}")
    assert joined.exitStatus() == 0 : joined.log()
    def leader = "127.0.0.1:${run['mesos.running.master-1.port']}"
    mavens.until('the slave that joined is the only one') {
        master(leader).slaves*.pid == ["slave(1)@${build.clusterState('target/by-zk')['mesos.running.slaves']}"]
    }
    assert master("127.0.0.1:${byZk}").leader == "master@${leader}"
    assert master("127.0.0.1:${guide}").activated_slaves == 1
    assert master("127.0.0.1:${guide}").flags.work_dir == new File(basedir, 'target/guide-work').path
    def external = build.clusterState('target/external')
    def externalMasters = external['mesos.running.masters'].split(',')
    assert external['mesos.running.zk'] == zk.replace('/mesos', '/external')
    assert externalMasters.collect { master(it).leader }.toSet().size() == 1
    assert externalMasters.count { master(it).activated_slaves == 1 } == 1
    assert left('target').size() == 2 + 2 + 2 + 3

    // A log file gets a line for each change.
    def watched = mavens.start('watched', 'mesos:status', '-Dmesos.watch=1')
    watched.awaitRunning('  slave-1: gone')

    def stopped = mavens.start('stopped', 'mesos:stop@guide', 'mesos:stop@by-zk', 'mesos:stop@external', 'mesos:stop')
    assert stopped.exitStatus() == 0
    stopped.said('Stopped master-1, slave-1 (logs: …/target/guide/logs', 'Stopped master-1, slave-1 (logs: …/target/by-zk/logs',
        'Stopped master-1, master-2, slave-1 (logs: …/target/external/logs', 'Already exited: slave-1 (logs: …/target/mesos/cluster/logs',
        'Stopped zookeeper-1, master-1 (logs: …/target/mesos/cluster/logs')
    assert watched.exitStatus() == 0
    watched.said('  master-1: running, leader', 'The cluster is gone.')
    def unseen = new JsonSlurper().parse(build.path('target/mesos/cluster/report/report.json').toFile())
    assert unseen.verdict == 'crashed' && unseen.nodes.find { it.name == 'slave-1' }.end == 'byItself'
    assert unseen.nodes.find { it.name == 'slave-1' }.events*.text.any { it.startsWith('was killed by signal 9') }
    assert first.exitStatus() == 0
    assert first.prints('Another Maven process stopped the cluster.') && first.log().count(' was killed by ') == 1
    assert left('target').isEmpty()
    ['target/mesos/cluster', 'target/guide', 'target/by-zk', 'target/external'].each {
        build.clusterStopped(it)
        assert build.path("${it}/logs/master-1.log").toFile().exists()
    }
} finally {
    mavens.close()
    MarkedProcesses.killBelow(build.path('target'))
}
build.succeeded(1)
