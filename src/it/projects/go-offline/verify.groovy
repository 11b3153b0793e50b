import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def ready = "A build of sample 1.0.0 no longer needs a network: you can use 'mvn -o'."
build.succeeded(1, 'Fetched sample-1.0.0.tar.gz', 'Verified archive: ', ready)
def requests = context.server.requests().size()
build.succeeded(2, 'Sample 1.0.0 is installed in ')
build.failed(3, 'This machine cannot build sample 1.0.0: ')
build.succeeded(4, ready)
assert context.server.requests().count { it.method() == 'GET' && it.path() == '/sample-1.0.0.tar.gz' } == 1
context.server.stop()
