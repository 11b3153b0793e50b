import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512), but that key is not allowed to sign this release. Allowed: ${release.stranger}."
build.failed(1, verdict, 'The file was set aside and is not used. If that key is allowed to sign this release, add its fingerprint to mesos.signers.')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
