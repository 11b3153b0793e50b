import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The archive …/sample-1.0.0.tar.gz was not unpacked: it does not have the checksum that its gzip trailer says.', 'The archive itself is damaged although it is the one that was vouched for')
build.succeeded(2, 'Unpack took ')
assert build.path('target/mesos/sample-1.0.0/source/configure').toFile().canExecute()
