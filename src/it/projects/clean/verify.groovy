import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(2, 'Removed the work directory …/target/mesos/sample-1.0.0', 'Removed the environment script …/target/mesos/mesos-env.sh')
build.succeeded(3, 'Sample 1.0.0 is up to date in …: nothing to do', 'Wrote …/target/mesos/mesos-env.sh')
build.succeeded(5, 'Removed the installation …/installations/sample-1.0.0-', 'No work directory to remove.',
    'Removed the environment script …/target/mesos/mesos-env.sh', 'Fetch would not run: …/sample-1.0.0.tar.gz is verified.',
    'Install would run')
assert build.installations().isEmpty()
assert build.archives().size() == 1
// The lock, the record of run 4 that run 3 left nothing to do, and the directory itself.
assert !build.path('target/mesos').toFile().exists()
