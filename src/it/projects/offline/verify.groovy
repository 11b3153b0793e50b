import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'sample 1.0.0 is not in the cache and Maven is offline, so it cannot be downloaded from http://127.0.0.1:…/sample-1.0.0.tar.gz.',
    'Run this command once without -o to put the archive in the cache:', 'mvn mesos:go-offline -Dmesos.recipe=…/sample.yaml -Dmesos.archive.url=http://127.0.0.1:…/sample-1.0.0.tar.gz -Dmesos.archive.sha512=… -Dmesos.cacheDirectory=…/target/cache')
assert build.log(1).contains('Or use a local copy with -Dmesos.archive.file=FILE.')
assert !build.log(1).contains('?')
build.succeeded(2, 'Fetched sample-1.0.0.tar.gz')
build.succeeded(3, 'Verified archive: ')
assert !build.log(3).contains('Fetch')
assert !build.log(1).contains('-Dmesos.mirrors')
context.server.stop()
