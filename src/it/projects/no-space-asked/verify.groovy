import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The build needs 999999999 MiB below …/target/mesos/sample-1.0.0, and … MiB are free.',
    'Make room, or set mesos.workDirectory to a directory on another file system. To try it all the same, say how many MiB are enough: -Dmesos.disk=….')
assert build.started(1) == ['Unpack']
assert build.started(2) == ['Configure']
