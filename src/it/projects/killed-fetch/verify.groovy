import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens
import io.github.mesosbuild.it.ReleaseServer
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.time.Duration
import java.time.Instant

// Six builds want the same archive. Five times the one that fetches it is killed; each time another has to go on.
def kills = 5
def tail = 64 * 1024 // what is not believed of a part after a kill: its last block may be torn
def content = new byte[16_000_000]
new Random(1).nextBytes(content)
[0x1f, 0x8b, 0x08].eachWithIndex { value, i -> content[i] = (byte) value }
def served = Files.createDirectories(basedir.toPath().resolve('target/served'))
Files.write(served.resolve('sample-1.0.0.tar.gz'), content)
def digest = MessageDigest.getInstance('SHA-512').digest(content).encodeHex().toString()

def server = ReleaseServer.start(served)
def mavens = new Mavens(binding.variables).withArguments('mesos:fetch', "-Dmesos.archive.url=${server.uri('sample-1.0.0.tar.gz')}",
    "-Dmesos.archive.sha512=${digest}")
def part = basedir.toPath().resolve('target/cache/archives/incoming/sample-1.0.0.tar.gz.part')
def size = { Files.exists(part) ? Files.size(part) : 0L }

try {
    server.throttle(100_000)
    def builds = (0..kills).collect { mavens.start("${it}") }
    def fetching = { builds.findAll { it.alive && it.prints('Fetching http') } }
    mavens.until('all others wait') { builds.count { it.prints('Waiting for another build') } == kills && fetching().size() == 1 }
    server.throttle(3_000_000)

    def asked = { server.requests().findAll { it.method() == 'GET' && it.path() == '/sample-1.0.0.tar.gz' } }
    def from = 0L
    def took = []
    (1..kills).each { round ->
        mavens.until("part ${round} arrives") { size() > from + 1_000_000 }
        def victim = fetching()[0]
        def written = size()
        def killed = Instant.now()
        victim.kill()
        assert victim.exitStatus() == 128 + 9
        mavens.until("another resumes after kill ${round}") { asked().size() > round }
        def next = asked()[round]
        took << Duration.between(killed, next.at()).toMillis()
        assert next.status() == 206
        from = (next.range() =~ /bytes=(\d+)-\d*/)[0][1] as long
        assert from >= written - tail
        mavens.until("build ${round} says so") { fetching().size() == 1 }
    }
    println "Milliseconds from a kill to the next request: ${took}"

    server.throttle(0)
    def last = fetching()[0]
    assert last.exitStatus() == 0
    assert last.prints("sample-1.0.0.tar.gz matches the SHA-512 ${digest} pinned by mesos.archive.sha512.")
    assert asked().size() == kills + 1
    def build = new InvokedBuild(basedir)
    assert build.archives().size() == 1
    assert Files.mismatch(build.archives()[0].resolve('sample-1.0.0.tar.gz'), served.resolve('sample-1.0.0.tar.gz')) == -1
} finally {
    mavens.close()
    server.close()
}
return null
