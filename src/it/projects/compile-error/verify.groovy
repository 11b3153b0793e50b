import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step make failed with exit status … after … s.',
    'The first error: …src/lib/json.cc:…: …undeclared_name…',
    'Target: json.o',
    'Command: …json.cc',
    'Log: …/target/mesos/sample-1.0.0/logs/make.log')
assert build.installations().isEmpty()
