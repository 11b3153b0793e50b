import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def next = 'The file was set aside and is not used. Its signature proves nothing. Ask the project for a new one, or pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….'
build.failed(1, "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512), but that time is in the future; it is now … UTC.", next)
build.failed(2, "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512), but the signature expired on … UTC.", next)
def young = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512), but that key was created later, on … UTC."
build.failed(3, young, next)
build.setAside(young, 1)
build.succeeded(4, 'Fetching file:…/sample-1.0.0.tar.gz ')
