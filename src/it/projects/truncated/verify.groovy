import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def signer = InvokedBuild.release(sample, '.').fingerprint
def verdict = "sample-1.0.0.tar.gz.asc says: Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, SHA-512); but the bytes of sample-1.0.0.tar.gz are not those that were signed. They were changed or damaged, or this is the signature of another file."
build.failed(1, verdict, 'The file was set aside and is not used. Do not trust its source.')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
