import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def signer = InvokedBuild.release(sample, '.').fingerprint
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with key ${signer} (RSA, SHA-512), but that key was revoked on … UTC (…the laptop was stolen…)."
build.failed(1, verdict, 'The file was set aside and is not used. Its signature proves nothing. Ask the project for a new one, or pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
