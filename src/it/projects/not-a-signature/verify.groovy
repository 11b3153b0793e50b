import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def next = 'The file was set aside and is not used. Its signature proves nothing. Ask the project for a new one, or pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….'
build.failed(1, 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.asc is an HTML page; expected a detached signature.', next)
build.failed(2, 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.asc …public key…; expected a detached signature.', next)
def text = 'sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.asc contains a signature of type 0x01; only type 0x00 covers the bytes of a file.'
build.failed(3, text, next)
build.setAside(text, 1)
build.succeeded(4, 'Fetching file:…/sample-1.0.0.tar.gz ')
