import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'Cannot unpack …/sample-1.0.0.tar.gz: the archive does not match the checksum in its gzip trailer.', 'The pinned or signed archive itself is damaged.')
build.succeeded(2, 'Unpack took ')
assert build.path('target/mesos/sample-1.0.0/source/configure').toFile().canExecute()
