import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Sample 1.0.0 is installed in ', 'Wrote …/no-project/target/mesos/mesos-env.sh')
assert build.started(1) == ['Unpack', 'Configure', 'Make', 'Install']
assert build.path('target/mesos/sample-1.0.0/source/configure').toFile().exists()
