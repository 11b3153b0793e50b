import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Fetching file:…/unsigned/sample-1.0.0.tar.gz', 'sample-1.0.0.tar.gz matches the SHA-512 … pinned by mesos.archive.sha512.')
