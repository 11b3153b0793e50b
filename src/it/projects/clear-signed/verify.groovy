import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.asc is a clear-signed message with its own text; expected a detached signature."
build.failed(1, verdict, 'The file was set aside and is not used. Its signature proves nothing.')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
