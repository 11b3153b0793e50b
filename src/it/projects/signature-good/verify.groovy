import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def signer = InvokedBuild.release(sample, '.').fingerprint
build.succeeded(1, 'Fetching file:…/sample-1.0.0.tar.gz ', "Good signature: sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512).",
    'sample-1.0.0.tar.gz matches the SHA-512 … in sample-1.0.0.tar.gz.sha512.', 'Verified archive: …/archives/…/sample-1.0.0.tar.gz')
build.succeeded(2, "Good signature: sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512).")
assert !build.log(2).contains('Fetching')
assert build.archives().size() == 1
