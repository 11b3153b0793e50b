import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'There is no file …/local-file/nothing.tar.gz.', 'Check ')
build.succeeded(2, 'Fetched sample-1.0.0.tar.gz', ': the signature is good.')
