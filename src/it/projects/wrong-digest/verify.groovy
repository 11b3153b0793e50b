import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def right = InvokedBuild.release(sample, '.').sha512
def wrong = '0123456789abcdef' * 8
build.failed(1, "file:…/sample-1.0.0.tar.gz does not match the SHA-512 pinned by mesos.archive.sha512: expected ${wrong}, got ${right}.",
    'If the digest in mesos.archive.sha512 is wrong, correct it; otherwise do not trust that source.')
build.setAside("does not match the SHA-512 pinned by mesos.archive.sha512: expected ${wrong}, got ${right}", 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ', "sample-1.0.0.tar.gz matches the SHA-512 ${right} pinned by mesos.archive.sha512.")
