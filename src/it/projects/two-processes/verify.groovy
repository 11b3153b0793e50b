import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens
import io.github.mesosbuild.it.ReleaseServer
import java.nio.file.Path

def server = ReleaseServer.start(Path.of(sample))
def mavens = new Mavens(binding.variables).withArguments('-DskipTests', "-Dmesos.archive.url=${server.uri('sample-1.0.0.tar.gz')}",
    "-Dmesos.archive.sha512=${InvokedBuild.release(sample, '.').sha512}")
def start = { name, log -> mavens.start(log, 'mesos:build', "-Dmesos.workDirectory=target/${name}") }
try {
    def two = [start('one', 'one'), start('two', 'two')]
    assert two.every { it.exitStatus() == 0 }
    assert server.requests().count { it.method() == 'GET' && it.path() == '/sample-1.0.0.tar.gz' } == 1
    assert two.count { it.prints('Fetched sample-1.0.0.tar.gz') } == 1
    assert two.count { it.prints('Make took ') } == 1
    assert two.every { it.prints('Sample 1.0.0 is ') }
    def build = new InvokedBuild(basedir)
    assert build.archives().size() == 1 && build.installations().size() == 1

    // One that comes later finds all made and touches no file; it only remembers that. The next one does not even do so.
    def times = build.times('target')
    def three = start('one', 'three')
    assert three.exitStatus() == 0 && three.prints(': nothing to do')
    def later = build.times('target')
    assert later.findAll { !it.key.startsWith('one/up-to-date/') } == times
    def four = start('one', 'four')
    assert four.exitStatus() == 0 && four.prints(': nothing to do')
    assert build.times('target') == later
} finally {
    mavens.close()
    server.close()
}
return null
