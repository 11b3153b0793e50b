import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, '15 tests: 14 passed, 1 skipped', 'Check took ')
def report = new groovy.xml.XmlSlurper().parseText(build.text('target/surefire-reports/TEST-sample-1.0.0.xml'))
assert report.@tests == "15" && report.@skipped == "1" && report.@failures == "0"
def names = report.testcase.collect { it.@classname.text() + '.' + it.@name.text() }
assert names.size() == 15 && names.toSet().size() == 15
assert names.contains('JsonTest.Nested')
assert report.testcase.findAll { !it.skipped.isEmpty() }.every { it.@name.text().startsWith('DISABLED_') }
assert build.path('target/mesos/sample-1.0.0/steps/check.properties').toFile().exists()
true
