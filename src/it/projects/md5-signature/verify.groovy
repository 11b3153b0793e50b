import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def verdict = "sample-1.0.0.tar.gz is not trusted. Sample Signer <signer@example.org> signed sample-1.0.0.tar.gz on … UTC with the key ${signer} (RSA, MD5): the signature fits, but MD5 can be forged, so it proves nothing."
build.failed(1, verdict, 'The file was set aside and is not used. Pin the archive…s digest with -Dmesos.archive.sha512=… (or sha256)')
build.setAside(verdict, 1)
build.succeeded(2, "sample-1.0.0.tar.gz has the SHA-512 ${release.sha512} that mesos.archive.sha512 pins.", 'MD5 can be forged, so it proves nothing.')
