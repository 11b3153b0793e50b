import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def next = 'The file was set aside and is not used. Its checksum files prove nothing. Pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….'
build.failed(1, 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.sha256 is empty.', 'sample-1.0.0.tar.gz.sha512 is empty.', next)
def unreadable = 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.sha256 is not in a known checksum format.'
build.failed(2, unreadable, next)
build.setAside(unreadable, 1)
build.succeeded(3, "sample-1.0.0.tar.gz matches the SHA-512 ${release.sha512} pinned by mesos.archive.sha512.", 'sample-1.0.0.tar.gz.sha512 is empty.')
