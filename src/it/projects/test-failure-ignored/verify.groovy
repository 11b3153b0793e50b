import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, '16 tests: 14 passed, 1 skipped, 1 failed', 'Failed: StringsTest.Upper',
    '[WARNING] Test failures are ignored because mesos.test.failureIgnore is set.',
    'Sample 1.0.0 is installed in ')
// The installation was not recorded as checked.
build.failed(2, '1 of 16 tests of sample 1.0.0 failed.')
assert build.started(2) == ['Check']
