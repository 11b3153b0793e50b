import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def place = "${new File(basedir, 'dist/sample-1.0.0.tar.gz')}"
build.failed(1, 'sample 1.0.0 is not in the cache and Maven is offline')
build.succeeded(2, "Fetching ${place} ", 'Verified archive: ')
// It is the last that is asked.
build.succeeded(3, 'http://127.0.0.1:1/sample-1.0.0.tar.gz', "trying ${place}", "Fetching ${place} ")
