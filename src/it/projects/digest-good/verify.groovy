import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def right = InvokedBuild.release(sample, '.').sha512
build.succeeded(1, "sample-1.0.0.tar.gz matches the SHA-512 ${right} pinned by mesos.archive.sha512.", 'sample-1.0.0.tar.gz has no signature.')
assert build.archives().size() == 1
