import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, '1 test: 1 passed', 'Sample 1.0.0 is installed in ')
build.failed(2, "No test of sample 1.0.0 matches 'Nothing.*'.", 'Correct mesos.test; ')
build.succeeded(3, '0 tests: 0 passed')
// What was selected was not all: the whole is still to run, and it fails.
build.failed(4, '1 of 16 tests of sample 1.0.0 failed.')
assert build.started(4) == ['Check']
