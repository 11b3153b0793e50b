import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.ReleaseServer
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.time.Duration
import java.time.Instant
import java.util.concurrent.TimeUnit

// Six builds want the same archive. Five times the one that fetches it is killed; each time another has to go on.
def kills = 5
def tail = 64 * 1024 // what is not believed of a part after a kill: its last block may be torn
def content = new byte[16_000_000]
new Random(1).nextBytes(content)
[0x1f, 0x8b, 0x08].eachWithIndex { value, i -> content[i] = (byte) value }
def served = Files.createDirectories(basedir.toPath().resolve('target/served'))
Files.write(served.resolve('sample-1.0.0.tar.gz'), content)
def digest = MessageDigest.getInstance('SHA-512').digest(content).encodeHex().toString()

def settings = new File(basedir, 'settings.xml')
settings.text = new File(itSettings).text.replace('@localRepositoryUrl@', new File(outerRepository).toURI().toString())
def server = ReleaseServer.start(served)
def command = ["${mavenHome}/bin/mvn", '-B', '-s', settings.path, "-Dmaven.repo.local=${localRepositoryPath}", 'mesos:fetch',
    "-Dmesos.archive.url=${server.uri('sample-1.0.0.tar.gz')}", "-Dmesos.archive.sha512=${digest}"]*.toString()
def part = basedir.toPath().resolve('target/cache/archives/incoming/sample-1.0.0.tar.gz.part')
def size = { Files.exists(part) ? Files.size(part) : 0L }
def until = { String what, Closure condition ->
    def deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1)
    while (!condition()) {
        assert System.nanoTime() < deadline : what
        Thread.sleep(10)
    }
}

server.throttle(100_000)
def builds = (0..kills).collect {
    def log = new File(basedir, "${it}.log")
    [log: log, process: new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).redirectOutput(log).start()]
}
def fetching = { builds.findAll { it.process.alive && it.log.text.contains('Fetching http') } }
until('all others wait') { builds.count { it.log.text.contains('Waiting for another build') } == kills && fetching().size() == 1 }
server.throttle(3_000_000)

def asked = { server.requests().findAll { it.method() == 'GET' && it.path() == '/sample-1.0.0.tar.gz' } }
def from = 0L
def took = []
(1..kills).each { round ->
    until("part ${round} arrives") { size() > from + 1_000_000 }
    def victim = fetching()[0]
    def written = size()
    def killed = Instant.now()
    (victim.process.descendants().toList() + victim.process.toHandle())*.destroyForcibly()
    assert victim.process.waitFor() == 128 + 9
    until("another goes on after kill ${round}") { asked().size() > round }
    def next = asked()[round]
    took << Duration.between(killed, next.at()).toMillis()
    assert next.status() == 206
    from = (next.range() =~ /bytes=(\d+)-\d*/)[0][1] as long
    assert from >= written - tail
    until("build ${round} says so") { fetching().size() == 1 }
}
println "Milliseconds from a kill to the next request: ${took}"
assert took.sort()[kills.intdiv(2)] <= 1000

server.throttle(0)
def last = fetching()[0]
assert last.process.waitFor(1, TimeUnit.MINUTES) && last.process.exitValue() == 0
assert last.log.text.contains("sample-1.0.0.tar.gz has the SHA-512 ${digest} that mesos.archive.sha512 pins.")
assert asked().size() == kills + 1
def build = new InvokedBuild(basedir)
assert build.archives().size() == 1
assert Files.mismatch(build.archives()[0].resolve('sample-1.0.0.tar.gz'), served.resolve('sample-1.0.0.tar.gz')) == -1
server.stop()
