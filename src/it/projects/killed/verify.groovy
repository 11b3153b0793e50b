import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step make failed with exit status … after … s.',
    'Target: json.o',
    'The machine ran out of memory as a rule, and there were no fewer jobs to go on with',
    'Log: …/target/mesos/sample-1.0.0/logs/make.log')
assert build.installations().isEmpty()
