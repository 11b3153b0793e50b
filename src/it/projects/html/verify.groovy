import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, '…/html/sample-1.0.0.tar.gz is not a valid sample-1.0.0.tar.gz: it is an HTML page.', 'Check mesos.version, mesos.archive.url, mesos.mirrors and the urls of the recipe: the file is damaged, or another one')
build.succeeded(2)
assert build.archives().size() == 1
