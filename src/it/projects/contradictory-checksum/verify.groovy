import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def verdict = 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.sha512 contradicts itself: it lists both the SHA-512 … and the SHA-512 … for sample-1.0.0.tar.gz.'
build.failed(1, verdict, 'The file was set aside and is not used. Its checksum files prove nothing. Pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
