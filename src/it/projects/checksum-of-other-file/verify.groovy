import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def verdict = 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.sha256 is for other.tar.gz, not for sample-1.0.0.tar.gz.'
build.failed(1, verdict, 'sample-1.0.0.tar.gz.sha512 is for other.tar.gz, not for sample-1.0.0.tar.gz.', 'The file was set aside and is not used. Its checksum files prove nothing. Pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….')
build.setAside(verdict, 1)
build.succeeded(2, "sample-1.0.0.tar.gz matches the SHA-512 ${release.sha512} pinned by mesos.archive.sha512.", 'is for other.tar.gz, not for')
