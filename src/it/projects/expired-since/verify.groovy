import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def signer = InvokedBuild.release(sample, '.').fingerprint
build.succeeded(1, "Good signature: sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512). The key expired later, on … UTC.")
assert build.archives().size() == 1
