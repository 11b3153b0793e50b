import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def changed = "sample-1.0.0.tar.gz is not trusted. Bad signature: sample-1.0.0.tar.gz does not match sample-1.0.0.tar.gz.asc, which claims to have been made by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512). The archive was changed or damaged, or the signature belongs to another file."
build.failed(1, changed, 'The file was set aside and is not used. Do not trust its source. Use another mirror with -Dmesos.mirrors=…')
def issuers = 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.asc contains a signature that names two different issuers: …'
build.failed(2, issuers, release.stranger, 'The file was set aside and is not used. Do not trust its source. Use another mirror with -Dmesos.mirrors=…')
build.setAside(issuers, 1)
build.succeeded(3, 'Fetching file:…/sample-1.0.0.tar.gz ')
