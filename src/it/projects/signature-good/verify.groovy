import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def signer = InvokedBuild.release(sample, '.').fingerprint
build.succeeded(1, 'Fetching file:…/sample-1.0.0.tar.gz ', "Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, SHA-512): the signature is good.",
    'sample-1.0.0.tar.gz.sha512 states the SHA-512 … that sample-1.0.0.tar.gz has.', 'Verified archive: …/archives/…/sample-1.0.0.tar.gz')
build.succeeded(2, "Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, SHA-512): the signature is good.")
assert !build.log(2).contains('Fetching')
assert build.archives().size() == 1
