import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.ReleaseServer
import java.nio.file.Path
import java.util.concurrent.TimeUnit

def settings = new File(basedir, 'settings.xml')
settings.text = new File(itSettings).text.replace('@localRepositoryUrl@', new File(outerRepository).toURI().toString())
def server = ReleaseServer.start(Path.of(sample))
def digest = InvokedBuild.release(sample, '.').sha512
def start = { name, log ->
    def command = ["${mavenHome}/bin/mvn", '-B', '-s', settings.path, "-Dmaven.repo.local=${localRepositoryPath}", 'mesos:build',
        '-DskipTests', "-Dmesos.workDirectory=target/${name}", "-Dmesos.archive.url=${server.uri('sample-1.0.0.tar.gz')}",
        "-Dmesos.archive.sha512=${digest}"]*.toString()
    new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).redirectOutput(new File(basedir, "${log}.log")).start()
}
def succeeds = { assert it.waitFor(4, TimeUnit.MINUTES) && it.exitValue() == 0 }
[start('one', 'one'), start('two', 'two')].each(succeeds)
def logs = ['one', 'two'].collect { new File(basedir, "${it}.log").text }
assert server.requests().count { it.method() == 'GET' && it.path() == '/sample-1.0.0.tar.gz' } == 1
assert logs.count { it.contains('Fetched sample-1.0.0.tar.gz') } == 1
assert logs.count { it.contains('Make took ') } == 1
assert logs.every { it.contains('Sample 1.0.0 is ') }
def build = new InvokedBuild(basedir)
assert build.archives().size() == 1 && build.installations().size() == 1

// One that comes later finds all made and touches no file; it only remembers that. The next one does not even do so.
def times = build.times('target')
succeeds(start('one', 'three'))
assert build.text('three.log').contains(': nothing to do')
def later = build.times('target')
assert later.findAll { !it.key.startsWith('one/up-to-date/') } == times
succeeds(start('one', 'four'))
assert build.text('four.log').contains(': nothing to do')
assert build.times('target') == later
server.stop()
