import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.MarkedProcesses
import io.github.mesosbuild.process.TestSignals
import java.util.concurrent.TimeUnit

def settings = new File(basedir, 'settings.xml')
settings.text = new File(itSettings).text.replace('@localRepositoryUrl@', new File(outerRepository).toURI().toString())
def mavens = []
def start = { String log, List arguments ->
    def command = (["${mavenHome}/bin/mvn", '-B', '-s', settings.path, "-Dmaven.repo.local=${localRepositoryPath}"] + arguments)*.toString()
    def file = new File(basedir, "${log}.log")
    def builder = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).redirectOutput(file)
    builder.environment().put('MAVEN_OPTS', '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC')
    mavens << builder.start()
    [log: file, process: mavens.last()]
}
def until = { String what, Closure condition ->
    def deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2)
    while (!condition()) {
        assert System.nanoTime() < deadline : what
        Thread.sleep(50)
    }
}
def exit = { maven ->
    assert maven.process.waitFor(2, TimeUnit.MINUTES) : maven.log.text
    maven.process.exitValue()
}
def says = { maven, String text -> maven.log.text.contains(text) }
def running = { maven ->
    until("${maven.log.name} reports that the cluster is running") { says(maven, 'Press Ctrl-C to stop it.') || !maven.process.alive }
    assert maven.process.alive : maven.log.text
}
def state = { String directory ->
    def properties = new Properties()
    new File(basedir, "${directory}/cluster.properties").withInputStream { properties.load(it) }
    properties
}
def master = { address -> new JsonSlurper().parse(new URL("http://${address}/master/state.json")) }
def kill = { signal, pid -> assert TestSignals.send(signal, pid as long) }
def left = { String directory -> MarkedProcesses.below(new File(basedir, directory).toPath()) }
def freePorts = {
    def sockets = (1..2).collect { new ServerSocket(0) }
    def ports = sockets*.localPort
    sockets*.close()
    ports
}

try {
    def first = start('first', ['mesos:run', '-Dmesos.cluster.zookeeper=embedded'])
    def interrupted = start('interrupted', ['mesos:run', '-Dmesos.cluster.directory=target/interrupted'])
    def crashed = start('crashed', ['mesos:run', '-Dmesos.cluster.directory=target/crashed', '-Dmesos.cluster.slaves=0'])
    [first, interrupted, crashed].each(running)
    def run = state('target/mesos/cluster')
    ['zookeeper-1  zookeeper', 'master-1     master', 'slave-1      slave'].each { row ->
        def node = row.split(' ')[0]
        def of = "mesos.running.${node}."
        assert first.log.text =~ /(?m)^\[INFO\] ${row} +127\.0\.0\.1:${run[of + 'port']} +${run[of + 'pid']} +.*\/target\/mesos\/cluster\/logs\/${node}\.log$/
    }

    // Daemons and their children find the JDK, whether or not Maven's own environment names one.
    ['master-1', 'slave-1'].each { node ->
        def variables = new File("/proc/${run["mesos.running.${node}.pid"]}/environ").text.split('\0')
        def homes = variables.findAll { it.startsWith('JAVA_HOME=') }*.substring('JAVA_HOME='.length())
        assert homes.size() == 1 && new File(homes[0], 'bin/java').canExecute()
    }

    // Ctrl-C stops the cluster, and the exit code names the signal. A JVM in the background of some shells ignores SIGINT.
    def deaf = Long.parseLong((new File("/proc/${interrupted.process.pid()}/status").text =~ /SigIgn:\s+(\w+)/)[0][1], 16) & 2
    kill(deaf ? 'TERM' : 'INT', interrupted.process.pid())
    // All nodes of a cluster end, so the goal ends too.
    kill('KILL', state('target/crashed')['mesos.running.master-1.pid'])
    // One node ends, and the others keep running.
    kill('KILL', run['mesos.running.slave-1.pid'])
    assert exit(interrupted) == 128 + (deaf ? 15 : 2)
    assert left('target/interrupted').isEmpty()
    assert !says(interrupted, ' was killed by ') && !says(interrupted, '\tat ')
    ['nodes', 'cluster.properties', 'cluster.sh'].each { assert !new File(basedir, "target/interrupted/${it}").exists() }
    assert exit(crashed) == 1
    assert says(crashed, 'master-1 was killed by signal 9 after ') && says(crashed, 'BUILD FAILURE') && !says(crashed, '\tat ')
    assert left('target/crashed').isEmpty()
    until('the end of the slave is reported') { says(first, 'slave-1 was killed by signal 9 after ') }
    assert first.process.alive && left('target/mesos/cluster').size() == 2

    // Other nodes join the cluster, or only its ZooKeeper, or each other.
    def zk = run['mesos.running.zk']
    def (guide, byZk) = freePorts()
    def joined = start('joined', ['mesos:start-master@guide', 'mesos:start-slave@guide-slave', 'mesos:start-master@by-zk',
        'mesos:start-slave@by-zk-slave', 'mesos:start@external', "-Dguide.port=${guide}", "-Dby-zk.port=${byZk}", "-Drun.zk=${zk}",
        "-Dexternal.zk=${zk.replace('/mesos', '/external')}"])
    assert exit(joined) == 0 : joined.log.text
    def leader = "127.0.0.1:${run['mesos.running.master-1.port']}"
    until('the slave that joined is the only one') { master(leader).slaves*.pid == ["slave(1)@${state('target/by-zk')['mesos.running.slaves']}"] }
    assert master("127.0.0.1:${byZk}").leader == "master@${leader}"
    assert master("127.0.0.1:${guide}").activated_slaves == 1
    assert master("127.0.0.1:${guide}").flags.work_dir == new File(basedir, 'target/guide-work').path
    def external = state('target/external')
    def externalMasters = external['mesos.running.masters'].split(',')
    assert external['mesos.running.zk'] == zk.replace('/mesos', '/external')
    assert externalMasters.collect { master(it).leader }.toSet().size() == 1
    assert externalMasters.count { master(it).activated_slaves == 1 } == 1
    assert left('target').size() == 2 + 2 + 2 + 3

    def stopped = start('stopped', ['mesos:stop@guide', 'mesos:stop@by-zk', 'mesos:stop@external', 'mesos:stop'])
    assert exit(stopped) == 0
    ['Stopped master-1, slave-1 (logs: …/target/guide/logs', 'Stopped master-1, slave-1 (logs: …/target/by-zk/logs',
        'Stopped master-1, master-2, slave-1 (logs: …/target/external/logs', 'Already ended: slave-1 (logs: …/target/mesos/cluster/logs',
        'Stopped zookeeper-1, master-1 (logs: …/target/mesos/cluster/logs'].each { sentence ->
        assert stopped.log.text =~ sentence.split('…').collect { java.util.regex.Pattern.quote(it) }.join('.*')
    }
    assert exit(first) == 0
    assert says(first, 'Another Maven stopped the cluster.') && first.log.text.count(' was killed by ') == 1
    assert left('target').isEmpty()
    ['target/mesos/cluster', 'target/guide', 'target/by-zk', 'target/external'].each {
        assert new File(basedir, "${it}/logs/master-1.log").exists() && !new File(basedir, "${it}/nodes").exists()
        assert !new File(basedir, "${it}/cluster.properties").exists()
    }
} finally {
    mavens.findAll { it.alive }*.destroyForcibly()
    left('target').keySet().each { TestSignals.send('KILL', it as long) }
}
new InvokedBuild(basedir).succeeded(1)
