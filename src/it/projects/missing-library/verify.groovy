import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step make failed with exit status … after … s.',
    'cannot find -lnothere',
    'Target: sample-cli',
    'The library -lnothere is missing on this machine',
    'Log: …/target/mesos/sample-1.0.0/logs/make.log')
assert build.installations().isEmpty()
