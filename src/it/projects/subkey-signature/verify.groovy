import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def release = InvokedBuild.release(sample, '.')
def signer = release.fingerprint
def signed = "sample-1.0.0.tar.gz was signed by Sample Signer <signer@example.org> on … UTC with subkey ${release.stranger} of key ${signer} (RSA, SHA-512)"
def verdict = "sample-1.0.0.tar.gz is not trusted. ${signed}, but that key is not a valid signing key: …"
build.failed(1, verdict, 'The file was set aside and is not used. Its signature proves nothing. Ask the project for a new one, or pin the digest you trust with -Dmesos.archive.sha512=… (or sha256), or name a file of the signers… public keys with -Dmesos.keys=….')
build.setAside(verdict, 1)
build.succeeded(2, "Good signature: ${signed}.")
