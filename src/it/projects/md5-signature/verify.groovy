import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, MD5). The signature matches, but MD5 can be forged, so it proves nothing."
build.failed(1, verdict, 'The file was set aside and is not used. Pin the archive…s digest with -Dmesos.archive.sha512=… (or sha256)')
build.setAside(verdict, 1)
build.succeeded(2, "sample-1.0.0.tar.gz matches the SHA-512 ${release.sha512} pinned by mesos.archive.sha512.", 'MD5 can be forged, so it proves nothing.')
