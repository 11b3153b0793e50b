import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens
import io.github.mesosbuild.process.TestSignals

def mavens = new Mavens(binding.variables).withArguments('mesos:build', '-DskipTests')
def work = new File(basedir, 'target/mesos/sample-1.0.0')
def statusFile = new File(work, 'status.json')
def status = { new JsonSlurper().parse(statusFile) }

// The first is killed in the middle of make, by the id that it tells.
def first = mavens.start('killed')
def json = null
mavens.until('make has compiled five files') {
    json = statusFile.exists() ? status() : null
    json?.step == 'make' && json.done >= 5
}
assert json.step == 'make' && json.state == 'running' && json.total == 12 && json.done in 5..10 && json.jobs == 1
assert new File(json.log).name == 'make.log'
assert json.pid > 1 && TestSignals.send('KILL', json.pid as long)
first.exitStatus()
mavens.until('the watchdog has ended the step') { new File(json.log).text.contains('# The process that ran this command died.') }

// What a kill of everything at its worst moment would leave: an object that is cut off, as old as it was.
def object = new File(work, 'build/src/lib/duration.o')
def time = object.lastModified()
def whole = object.length()
new RandomAccessFile(object, 'rw').withCloseable { it.setLength(whole.intdiv(2)) }
object.setLastModified(time)
def kept = new File(work, 'build/src/lib/flags.o').lastModified()

def log = mavens.succeed('resumed')
assert log =~ /Resuming make: kept \d+ complete objects, removed \d+ possibly truncated files? \(.*src\/lib\/duration\.o/
assert log.contains('Unpack is up to date') && log.contains('Configure is up to date')
assert object.length() == whole
assert new File(work, 'build/src/lib/flags.o').lastModified() == kept
assert log =~ /(?m)^\[INFO\] Make +\d.* run$/ && log =~ /(?m)^\[INFO\] Configure +- +reused$/
assert status().state == 'finished' && status().step == 'install'
assert new InvokedBuild(basedir).installations().size() == 1
