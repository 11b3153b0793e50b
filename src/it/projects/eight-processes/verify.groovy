import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.ReleaseServer
import java.nio.file.Path
import java.util.concurrent.TimeUnit

def settings = new File(basedir, 'settings.xml')
settings.text = new File(itSettings).text.replace('@localRepositoryUrl@', new File(outerRepository).toURI().toString())
def server = ReleaseServer.start(Path.of(sample))
def command = ["${mavenHome}/bin/mvn", '-B', '-s', settings.path, "-Dmaven.repo.local=${localRepositoryPath}", 'mesos:fetch',
    "-Dmesos.archive.url=${server.uri('sample-1.0.0.tar.gz')}", "-Dmesos.archive.sha512=${InvokedBuild.release(sample, '.').sha512}"]*.toString()

// Slow, so that the last one starts before the first one has it all.
server.throttle(10_000)
def files = (1..8).collect { new File(basedir, "${it}.log") }
def processes = files.collect { new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).redirectOutput(it).start() }
def deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2)
def waiting = { files.count { it.text.contains('Waiting for another build') } }
while (waiting() < 7 && System.nanoTime() < deadline) {
    Thread.sleep(50)
}
assert waiting() == 7
server.throttle(0)
assert processes.every { it.waitFor(2, TimeUnit.MINUTES) && it.exitValue() == 0 }

assert server.requests().count { it.method() == 'GET' && it.path() == '/sample-1.0.0.tar.gz' } == 1
def logs = files*.text
assert logs.count { it.contains('Fetched sample-1.0.0.tar.gz') } == 1
assert logs.every { it.contains('Verified archive: ') }
// In batch mode it says that it begins and that it has ended, and nothing moves.
def said = logs.find { it.contains('Fetched ') }
assert said.count('Fetching ') == 1 && said.count('Fetched ') == 1 && !said.contains('\r')
assert new InvokedBuild(basedir).archives().size() == 1
server.stop()
