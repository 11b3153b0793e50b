import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def verdict = "sample-1.0.0.tar.gz is not trusted. sample-1.0.0.tar.gz.asc was made on … UTC with the unknown key …: it is not the configured key."
build.failed(1, verdict, 'The file was set aside and is not used. Download the project…s KEYS file from its own site, and name it with -Dmesos.keys=….')
build.setAside(verdict, 1)
build.succeeded(2, 'Fetching file:…/sample-1.0.0.tar.gz ')
