import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, '3 tests: 1 passed, 1 flaky, 1 failed', '1 of 3 tests of sample 1.0.0 failed.', 'Failed: tests.tty')
build.succeeded(2, '3 tests: 1 passed, 1 skipped, 1 flaky',
    'Leaving out tests that cannot pass here. The reasons are in the report, by quirk: absent-tests',
    'Flaky: tests.shaky failed, then passed when it was run again (log: ')
def report = new groovy.xml.XmlSlurper().parseText(build.text('target/surefire-reports/TEST-sample-1.0.0.xml'))
assert report.testcase.collect { it.@name.text() }.sort() == ['shaky', 'steady', 'tty']
assert report.testcase.find { it.@name == 'tty' }.skipped.'@message'.text() == 'this test needs a terminal.'
assert report.testcase.find { it.@name == 'shaky' }.'system-out'.text() == 'This test is known to be flaky: it fails in 1 of 2 runs. It waits.'
assert !new File(basedir, 'target/mesos/sample-1.0.0/build/tests/tty.trs').exists()
true
