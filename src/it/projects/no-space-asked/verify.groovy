import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'Not enough disk space in …/target/mesos/sample-1.0.0: the build needs 999999999 MiB, and … MiB are free.',
    'Free some space, or set mesos.workDirectory to a directory on another file system. To try with less, lower the required space: -Dmesos.disk=….')
assert build.started(1).isEmpty()
assert !build.log(1).contains('Fetched ')
assert build.started(2) == ['Unpack', 'Configure']
// What is configured is not refused any more.
build.succeeded(3, 'Configure is up to date')
