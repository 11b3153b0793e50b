import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def right = InvokedBuild.release(sample, '.').sha512
build.succeeded(1, "sample-1.0.0.tar.gz has the SHA-512 ${right} that mesos.archive.sha512 pins.", 'There is no signature beside sample-1.0.0.tar.gz.')
assert build.archives().size() == 1
