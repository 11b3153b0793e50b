import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step check failed with exit status … after … s.',
    'Failed tests: StringsTest.Upper',
    'To install without the release…s own tests: -DskipTests',
    'Log: …/target/mesos/sample-1.0.0/logs/check.log')
build.succeeded(2, 'Make is up to date', 'Sample 1.0.0 is installed in ')
assert build.started(2) == ['Install']
assert build.installations().size() == 1
