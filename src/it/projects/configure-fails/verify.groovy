import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step configure failed with exit status … after … s.',
    'cannot find libnothere',
    'See …/target/mesos/sample-1.0.0/build/config.log for details. ',
    'Log: …/target/mesos/sample-1.0.0/logs/configure.log')
assert build.installations().isEmpty()
