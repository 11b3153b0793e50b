import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def signer = InvokedBuild.release(sample, '.').fingerprint
def verdict = "sample-1.0.0.tar.gz is not trusted. Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, SHA-1): the signature fits, but SHA-1 is weak; it would need a pinned SHA-256 or SHA-512 beside it."
build.failed(1, verdict, 'The file was set aside and is not used. Pin the archive…s digest with -Dmesos.archive.sha512=… (or sha256), or accept the risk with -Dmesos.acceptWeakSignatures=true.')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
build.said(2, 'SHA-1 is weak; it is accepted because that was asked for.')
build.succeeded(3, 'Fetching file:…/sample-1.0.0.tar.gz ', 'that mesos.archive.sha512 pins.', 'SHA-1 is weak; it is accepted because a pinned digest matches as well.')
