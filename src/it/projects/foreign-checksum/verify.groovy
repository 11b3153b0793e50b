import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz does not match the …"
build.failed(1, verdict, 'The file was set aside and is not used. Do not trust its source. ',
    'sample-1.0.0.tar.gz does not match the SHA-256 in sample-1.0.0.tar.gz.sha256: expected …, got ….',
    'sample-1.0.0.tar.gz does not match the SHA-512 in sample-1.0.0.tar.gz.sha512: expected …, got ….',
    'sample-1.0.0.tar.gz does not match the MD5 in sample-1.0.0.tar.gz.md5: expected …, got ….')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
