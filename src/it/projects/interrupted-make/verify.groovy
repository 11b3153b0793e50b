import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.process.TestSignals
import java.util.concurrent.TimeUnit

def settings = new File(basedir, 'settings.xml')
settings.text = new File(itSettings).text.replace('@localRepositoryUrl@', new File(outerRepository).toURI().toString())
def start = { log ->
    def command = ["${mavenHome}/bin/mvn", '-B', '-s', settings.path, "-Dmaven.repo.local=${localRepositoryPath}", 'mesos:build',
        '-DskipTests']*.toString()
    new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).redirectOutput(new File(basedir, "${log}.log")).start()
}
def work = new File(basedir, 'target/mesos/sample-1.0.0')
def status = { new JsonSlurper().parse(new File(work, 'status.json')) }

// The first is killed in the middle of make, by the id that it tells.
def first = start('killed')
def json = null
for (int i = 0; i < 1200 && (json == null || json.step != 'make' || json.done < 5); i++) {
    sleep(100)
    json = new File(work, 'status.json').exists() ? status() : null
}
assert json.step == 'make' && json.state == 'running' && json.total == 12 && json.done in 5..10 && json.jobs == 1
assert new File(json.log).name == 'make.log'
assert json.pid > 1 && TestSignals.send('KILL', json.pid as long)
first.waitFor()
for (int i = 0; i < 100 && !new File(json.log).text.contains('# The process that ran this command died.'); i++) {
    sleep(100)
}

// What a kill of everything at its worst moment would leave: an object that is cut off, as old as it was.
def object = new File(work, 'build/src/lib/duration.o')
def time = object.lastModified()
def whole = object.length()
new RandomAccessFile(object, 'rw').withCloseable { it.setLength(whole.intdiv(2)) }
object.setLastModified(time)
def kept = new File(work, 'build/src/lib/flags.o').lastModified()

def second = start('resumed')
assert second.waitFor(4, TimeUnit.MINUTES) && second.exitValue() == 0
def log = new File(basedir, 'resumed.log').text
assert log =~ /Resuming make: kept \d+ complete objects, removed \d+ possibly truncated files? \(.*src\/lib\/duration\.o/
assert log.contains('Unpack is up to date') && log.contains('Configure is up to date')
assert object.length() == whole
assert new File(work, 'build/src/lib/flags.o').lastModified() == kept
assert log =~ /(?m)^\[INFO\] Make +\d.* run$/ && log =~ /(?m)^\[INFO\] Configure +- +reused$/
assert status().state == 'finished' && status().step == 'install'
assert new InvokedBuild(basedir).installations().size() == 1
