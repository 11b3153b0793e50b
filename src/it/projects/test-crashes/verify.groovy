import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, '1 of 16 tests of sample 1.0.0 failed.', 'Failed: StringsTest.Null',
    'The program was killed by signal 11 (SIGSEGV) in this test.', '16 tests: 14 passed, 1 skipped, 1 failed',
    'To run only this test: -Dmesos.test=StringsTest.Null')
build.failed(2, 'Failed: StringsTest.Endless', 'The test was stopped because it ran for more than 1 s (mesos.test.timeoutSeconds).',
    '16 tests: 14 passed, 1 skipped, 1 failed')
assert new File(basedir, 'target/surefire-reports/TEST-sample-1.0.0.xml').text.contains('Process ')
true
