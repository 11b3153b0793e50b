import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.…"
build.failed(1, verdict, 'The file was set aside and is not used. Do not trust its source. ',
    'sample-1.0.0.tar.gz.sha256 states the SHA-256 …, but sample-1.0.0.tar.gz has ….',
    'sample-1.0.0.tar.gz.sha512 states the SHA-512 …, but sample-1.0.0.tar.gz has ….',
    'sample-1.0.0.tar.gz.md5 states the MD5 …, but sample-1.0.0.tar.gz has ….')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
