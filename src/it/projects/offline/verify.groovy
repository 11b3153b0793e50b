import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'sample 1.0.0 is not in the cache, and Maven is offline, so none of its sources may be asked: http://127.0.0.1:…/sample-1.0.0.tar.gz.',
    "Run 'mvn io.github.mesosbuild:mesos-maven-plugin:fetch' with the same parameters once without -o")
build.succeeded(2, 'Fetched sample-1.0.0.tar.gz')
build.succeeded(3, 'Verified archive: ')
assert !build.log(3).contains('Fetch')
context.server.stop()
