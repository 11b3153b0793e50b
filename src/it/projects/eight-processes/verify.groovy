import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens
import io.github.mesosbuild.it.ReleaseServer
import java.nio.file.Path

def server = ReleaseServer.start(Path.of(sample))
def mavens = new Mavens(binding.variables).withArguments("-Dmesos.archive.url=${server.uri('sample-1.0.0.tar.gz')}",
    "-Dmesos.archive.sha512=${InvokedBuild.release(sample, '.').sha512}")
try {
    // Slow, so that the last one starts before the first one has it all.
    server.throttle(10_000)
    def eight = (1..8).collect { mavens.start("${it}", 'mesos:fetch') }
    mavens.until('seven wait') { eight.count { it.prints('Waiting for another build') } == 7 }
    server.throttle(0)
    assert eight.every { it.exitStatus() == 0 }

    assert server.requests().count { it.method() == 'GET' && it.path() == '/sample-1.0.0.tar.gz' } == 1
    assert eight.count { it.prints('Fetched sample-1.0.0.tar.gz') } == 1
    assert eight.every { it.prints('Verified archive: ') }
    // In batch mode it says that it begins and that it has ended, and nothing moves.
    def said = eight*.log().find { it.contains('Fetched ') }
    assert said.count('Fetching ') == 1 && said.count('Fetched ') == 1 && !said.contains('\r')
    assert new InvokedBuild(basedir).archives().size() == 1
} finally {
    mavens.close()
    server.close()
}
return null
