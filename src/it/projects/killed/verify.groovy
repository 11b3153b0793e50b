import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step make failed with exit status … after … s.',
    'Target: json.o',
    'The machine probably ran out of memory, and the build could not use fewer jobs',
    'Log: …/target/mesos/sample-1.0.0/logs/make.log')
assert build.installations().isEmpty()
