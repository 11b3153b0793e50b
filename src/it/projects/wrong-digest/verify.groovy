import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def right = InvokedBuild.release(sample, '.').sha512
def wrong = '0123456789abcdef' * 8
build.failed(1, "The file from file:…/sample-1.0.0.tar.gz has the SHA-512 ${right}, but pinned is SHA-512 ${wrong} (mesos.archive.sha512).",
    'If the digest in mesos.archive.sha512 is wrong, correct it; otherwise do not trust that source.')
build.setAside("has the SHA-512 ${right}, but pinned is", 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ', "sample-1.0.0.tar.gz has the SHA-512 ${right} that mesos.archive.sha512 pins.")
