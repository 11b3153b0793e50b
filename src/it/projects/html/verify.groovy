import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, '…/html/sample-1.0.0.tar.gz is not a valid sample-1.0.0.tar.gz: it is an HTML page.', 'Check mesos.version, mesos.archive.url, mesos.mirrors and the recipe…s URLs: the file is damaged or is not')
build.succeeded(2)
assert build.archives().size() == 1
