import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(2, 'Removed the work directory …/target/mesos/sample-1.0.0')
build.succeeded(3, 'Sample 1.0.0 is up to date in …: nothing to do')
build.succeeded(4, 'Removed the installation …/installations/sample-1.0.0-', 'There is no work directory to remove.',
    'Fetch would not run: …/sample-1.0.0.tar.gz is verified.', 'Install would run')
assert build.installations().isEmpty()
assert build.archives().size() == 1
assert !build.path('target/mesos/sample-1.0.0').toFile().exists()
