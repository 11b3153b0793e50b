import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, '16 tests: 14 passed, 1 skipped, 1 failed', '1 of 16 tests of sample 1.0.0 failed.',
    'Failed: StringsTest.Upper', 'strings_tests.cc:', 'To run only this test: -Dmesos.test=StringsTest.Upper',
    'To install without running the release…s own tests: -DskipTests',
    'Log: …/target/mesos/sample-1.0.0/logs/tests/tests_sample-tests-')
build.succeeded(2, 'Make is up to date', 'Sample 1.0.0 is installed in ')
assert build.started(2) == ['Install']
assert build.installations().size() == 1
