import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The archive …/sample-1.0.0.tar.gz was not unpacked: its entry …evil… has a name that leads upwards.',
    'A genuine release archive never contains this: do not trust its source.')
build.succeeded(2, 'Unpack took ')
assert !build.path('target/mesos').toFile().listFiles().any { it.name.contains('evil') }
assert !build.path('target/mesos/sample-1.0.0/source/evil').toFile().exists()
