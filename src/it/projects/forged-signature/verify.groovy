import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def changed = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.asc says: Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, SHA-512); but the bytes of sample-1.0.0.tar.gz are not those that were signed. They were changed or damaged, or this is the signature of another file."
build.failed(1, changed, 'The file was set aside and is not used. Do not trust its source. Use another mirror with -Dmesos.mirrors=…')
def issuers = 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.asc holds a signature that names two different keys as its maker: …'
build.failed(2, issuers, release.stranger, 'The file was set aside and is not used. Do not trust its source. Use another mirror with -Dmesos.mirrors=…')
build.setAside(issuers, 1)
build.succeeded(3, 'Fetching file:…/sample-1.0.0.tar.gz ')
