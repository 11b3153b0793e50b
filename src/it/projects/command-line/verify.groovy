import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'sample-1.0.0.tar.gz matches the SHA-512 … pinned by mesos.archive.sha512.')
def configure = build.text('target/mesos/sample-1.0.0/logs/configure.log')
assert configure.contains('--enable-extra') && configure.contains('-w -std=gnu++11 -O1') && configure.contains('SAMPLE_NOTE=noted')
assert build.text('target/mesos/sample-1.0.0/logs/make.log').contains('  CXX      extra.o')
