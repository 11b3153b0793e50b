import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def signer = InvokedBuild.release(sample, '.').fingerprint
def verdict = "Bad signature: sample-1.0.0.tar.gz does not match sample-1.0.0.tar.gz.asc, which claims to have been made by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512). The archive was changed or damaged, or the signature belongs to another file."
build.failed(1, verdict, 'The file was set aside and is not used. Do not trust its source.')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
