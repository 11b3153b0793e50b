import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'mesos.archive.file must be an existing file, got …/local-file/nothing.tar.gz. Check the path.')
build.succeeded(2, 'Fetched sample-1.0.0.tar.gz', ': the signature is good.')
build.failed(3, 'mesos.archive.file must be an existing file, got …/local-file/nothing.tar.gz. Check the path.')
