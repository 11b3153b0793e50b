import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'http://127.0.0.1:…/nowhere/sample-1.0.0.tar.gz returned 404', 'Fetching http://127.0.0.1:…/sample-1.0.0.tar.gz', 'sample-1.0.0.tar.gz matches the SHA-512 … pinned by mesos.archive.sha512.')
assert context.server.requests().count { it.path() == '/sample-1.0.0.tar.gz' && it.status() == 200 } == 1
context.server.stop()
