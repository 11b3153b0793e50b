import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'Cannot unpack …/sample-1.0.0.tar.gz: entry \'…evil…\' has \'..\' in its name.',
    'A genuine release archive never contains this: do not trust its source.')
build.succeeded(2, 'Unpack took ')
assert !build.path('target/mesos').toFile().listFiles().any { it.name.contains('evil') }
assert !build.path('target/mesos/sample-1.0.0/source/evil').toFile().exists()
