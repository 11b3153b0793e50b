import groovy.json.JsonSlurper
import io.github.mesosbuild.it.InvokedBuild
import io.github.mesosbuild.it.Mavens

def build = new InvokedBuild(basedir)
def directory = 'target/mesos/sample-1.0.0/report'
def parsed = { new JsonSlurper().parseText(build.text(it)) }
def report = { parsed("$directory/report.json") }
def page = { build.text("$directory/index.html") }

build.failed(1, 'Nothing is recorded in …/target/mesos/sample-1.0.0. …mesos:build… records a build.')
assert !build.log(1).contains('Recorded in')
build.succeeded(2)
build.succeeded(3, 'Report: …/target/mesos/sample-1.0.0/report/index.html')
assert report().verdict == 'succeeded' && report().damaged == 0 && report().bundle == null
assert report().tests.results.count { it.verdict == 'passed' } == report().tests.passed
assert report().installation.contents.every { it.path && it.sha256 }

build.succeeded(5, 'Compared with Sample 1.0.0, built on …: …/target/mesos/sample-1.0.0/report/report.json',
    '[WARNING] The build types differ: release before, debug now.', 'Tests: not recorded in both builds',
    'Comparison: …/target/other/sample-1.0.0/report/compare.html')
assert build.log(5) =~ /\[INFO] Make +\S.* s +\S.* s +(\d[\d.]*x|-)/
assert build.log(5) =~ /\[INFO] Installed files: \d+ differ/
def comparison = build.text('target/other/sample-1.0.0/report/compare.html')
assert comparison.contains('Comparison of two builds') && comparison =~ /Both builds compiled \d+ objects/
assert !build.path("$directory/compare.html").toFile().exists()

build.failed(6, 'mesos.report.with is …/report.json, the report of this build itself.', 'Name that of another build, such as a copy from before.')
build.failed(7, '…pom.xml cannot be used: Expected a JSON object or array. Name that of another build in mesos.report.with.')
build.failed(8, 'mesos.report.with must be a report.json, or a directory that has one, got …/nowhere.')
build.failed(9, 'Nothing is recorded in …/target/mesos/commons-daemon-…',
    'Recorded in …/target/mesos: sample-1.0.0. To choose one of them, set mesos.version or mesos.recipe.')
build.succeeded(10, 'Skipped: mesos.report.skip is set.')
build.succeeded(11, 'Would write index.html, report.json and trace.json in …/report', 'No changes made: mesos.dryRun is set.')

// What is lost is regenerated, what is damaged is named, and the rest is shown.
def mavens = new Mavens(binding.variables)
def recording = build.path("$directory/recording.jsonl").toFile()
def complete = recording.text
['index.html', 'report.json', 'trace.json'].each { build.path("$directory/$it").toFile().delete() }
def quiet = mavens.succeed('anew', '-q', 'mesos:report').replaceAll('\u001B\\[\\d*m', '')
assert quiet.readLines().every { it.isBlank() || it.startsWith('WARNING: ') }
assert report().verdict == 'succeeded' && build.path("$directory/trace.json").toFile().exists()
recording.text = complete + '{"event":"step","at":'
assert mavens.succeed('damaged', 'mesos:report').contains('The report lacks what is damaged: 1 line of ')
assert page().contains('1 line of the recording is damaged') && report().commands.any { it.kind == 'compile' }
recording.text = 'x'
assert mavens.fail('nothing', 'mesos:report').contains('Nothing is recorded in ')
recording.text = complete

// A build that fails before its first step is on the page, until the next one that is up to date.
def wrong = ['mesos:build', "-Dmesos.archive.sha512=${'a' * 128}", '-Dmesos.cacheDirectory=target/third-cache'] as Object[]
2.times {
    def failed = mavens.fail('early', wrong)
    assert failed.contains('Report: ')
    assert report().verdict == 'failed' && report().shown.verdict == 'succeeded' && report().failure.step == null
    assert report().failure.message.contains('SHA-512') && report().commands.any { it.kind == 'compile' }
    assert page() =~ /The last run, on \S+ \S+ UTC, failed before its first step\./
    // The second of these finds out without the pipeline that nothing changed, unless the failure makes it look.
    assert mavens.succeed('up-to-date', 'mesos:build').contains('is up to date in ')
    assert report().verdict == 'succeeded' && report().shown == null && report().failure == null
    mavens.succeed('up-to-date', 'mesos:build')
}
true
