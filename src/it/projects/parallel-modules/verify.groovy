import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1)
def log = build.log(1)
assert log.readLines().count { it.contains('Fetched sample-1.0.0.tar.gz') } == 1
assert log.readLines().count { it.contains('Sample 1.0.0 is ') } == 2
assert build.started(1).count('Make') == 1
build.said(1, 'Waiting for another build')
assert build.installations().size() == 1
