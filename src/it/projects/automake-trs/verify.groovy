import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, '4 tests: 1 passed, 2 skipped, 1 failed', '1 of 4 tests of sample 1.0.0 failed.',
    'Failed: tests.check-FAIL', 'FAIL of sample')
def report = new groovy.xml.XmlSlurper().parseText(build.text('target/surefire-reports/TEST-sample-1.0.0.xml'))
assert report.testcase.collect { it.@name.text() }.sort() == ['check-FAIL', 'check-PASS', 'check-SKIP', 'check-XFAIL']
build.failed(2, "Cannot select 'A.b': the tests of sample 1.0.0 can only be run as a whole.")
