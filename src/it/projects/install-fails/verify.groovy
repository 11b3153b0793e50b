import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The step install failed with exit status … after … s.',
    'nothere.html',
    'Log: …/target/mesos/sample-1.0.0/logs/install.log')
assert build.installations().isEmpty()
assert build.path('target/cache/installations').toFile().listFiles().every { it.name.startsWith('.') }
