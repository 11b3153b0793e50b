import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The archive …/sample-1.0.0.tar.gz was not unpacked: it does not have the checksum that its gzip trailer says.', 'The pinned or signed archive itself is damaged.')
build.succeeded(2, 'Unpack took ')
assert build.path('target/mesos/sample-1.0.0/source/configure').toFile().canExecute()
