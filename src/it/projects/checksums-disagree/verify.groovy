import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def verdict = "sample-1.0.0.tar.gz is not trusted. The checksum files of sample-1.0.0.tar.gz contradict each other: some match it and some do not. sample-1.0.0.tar.gz does not match the SHA-256 in sample-1.0.0.tar.gz.sha256: expected …, got …."
build.failed(1, verdict, 'The file was set aside and is not used. Its checksum files prove nothing. Pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
