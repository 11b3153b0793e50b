import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step make failed with exit status … after … s.',
    'undefined reference to …sample::nowhere(int)',
    'Target: sample-cli',
    'None of the linked libraries defines ',
    'Log: …/target/mesos/sample-1.0.0/logs/make.log')
assert build.installations().isEmpty()
