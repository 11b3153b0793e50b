import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, '…/html/sample-1.0.0.tar.gz …HTML…, so it is not sample-1.0.0.tar.gz', 'A login page or a proxy may have answered in the server')
build.succeeded(2)
assert build.archives().size() == 1
