import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def next = 'The file was set aside and is not used. Its signature proves nothing. Ask the project for a new one, or pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….'
build.failed(1, "sample-1.0.0.tar.gz is not trusted. Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, SHA-512); that is in the future: now it is … UTC.", next)
build.failed(2, "sample-1.0.0.tar.gz is not trusted. Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, SHA-512); the signature was valid until … UTC only.", next)
def young = "sample-1.0.0.tar.gz is not trusted. Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, SHA-512), which was made only on … UTC."
build.failed(3, young, next)
build.setAside(young, 1)
build.succeeded(4, 'Fetching file:…/sample-1.0.0.tar.gz ')
