import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def signer = InvokedBuild.release(sample, '.').fingerprint
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-1). The signature matches, but SHA-1 is weak; it needs a pinned SHA-256 or SHA-512 in addition."
build.failed(1, verdict, 'The file was set aside and is not used. Pin the archive…s digest with -Dmesos.archive.sha512=… (or sha256), or accept the risk with -Dmesos.acceptWeakSignatures=true.')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
build.said(2, 'SHA-1 is weak; accepted because of mesos.acceptWeakSignatures.')
build.succeeded(3, 'Fetching file:…/sample-1.0.0.tar.gz ', 'pinned by mesos.archive.sha512.', 'SHA-1 is weak; accepted because a pinned digest matches too.')
