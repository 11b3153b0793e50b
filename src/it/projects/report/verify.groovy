import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def parsed = { new JsonSlurper().parseText(build.text(it)) }

build.succeeded(1)
def report = parsed('target/mesos/sample-1.0.0/report/report.json')
// The third run fails before its first step; everything but its failure is about the first one.
assert report.shown.verdict == 'succeeded' && report.release.version == '1.0.0'
assert report.archive.file == 'sample-1.0.0.tar.gz' && !report.archive.trust.isEmpty()
assert report.steps.collect { it.name + ' ' + it.state } ==
    ['unpack run', 'configure run', 'make run', 'check run', 'install run']
assert report.steps.every { it.seconds >= 0 && it.at != null }
assert report.quirks*.name.contains('pointer-order')
assert report.commands.any { it.kind == 'compile' && it.what ==~ /src\/.*\.o/ && it.step == 'make' }
assert report.commands.any { it.what == 'configure' && it.step == 'configure' }
assert report.toolchain.facts.any { it.name == 'glibc' || it.name == 'musl' }
assert report.tests.passed == 14 && report.tests.failures.isEmpty()
assert report.installation.largest.any { it.path.startsWith('bin/') }
def trace = parsed('target/mesos/sample-1.0.0/report/trace.json')
assert trace.traceEvents.count { it.ph == 'X' } == report.commands.size() + 5

build.failed(2, 'The step make failed')
def failed = parsed('target/failing/sample-1.0.0/report/report.json')
assert failed.verdict == 'failed' && failed.steps.find { it.name == 'make' }.state == 'failed'
assert failed.failure.step == 'make' && failed.failure.message.contains('undeclared_name')
def log = build.path('target/failing/sample-1.0.0/report').resolve(failed.failure.log).toFile()
assert log.readLines()[failed.failure.line - 1].contains('undeclared_name')

build.failed(3, 'This machine cannot build sample 1.0.0: C++ compiler is missing')
assert report.verdict == 'failed' && report.failure.step == null
assert report.failure.message.startsWith('This machine cannot build sample 1.0.0: C++ compiler is missing')
assert report.failure.remedy.startsWith('Install the missing packages')
report.failure.remedy.readLines().each { line -> assert build.log(3).contains(line) }
def page = build.text('target/mesos/sample-1.0.0/report/index.html')
assert page.contains('<h3>What to do</h3>')
assert page.contains('If CC or CXX names a compiler (in mesos.environment, ')
