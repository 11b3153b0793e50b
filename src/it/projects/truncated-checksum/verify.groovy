import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.sha…"
build.failed(1, verdict, 'The file was set aside and is not used. Its checksum files prove nothing. Pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….',
    'sample-1.0.0.tar.gz.sha512 contains a digest of … digits, but SHA-512 needs 128.',
    'sample-1.0.0.tar.gz.sha256 contains a digest of … digits, but SHA-256 needs 64.')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
