import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
def element = { what, meant -> "Unknown element ${what} in the configuration of mesos-maven-plugin: it has no effect. Did you mean ${meant}?".toString() }
def unknown = [
    'Unknown parameter mesos.verison: it has no effect. Did you mean mesos.version?',
    element('<verison>', '<version>'),
    element('<archive><sha25>', '<archive><sha256>'),
    element('<cluster><msaters>', '<cluster><masters>'),
    element('<dryRnu>', '<dryRun>')]

// Once in a session, whatever the number of modules and threads, and nothing else.
build.succeeded(1)
def warned = (unknown + ['Unknown parameter mesos.enviroment.X: it has no effect. Did you mean mesos.environment.X?']).collect { "[WARNING] ${it}".toString() }
assert build.log(1).readLines().findAll { it.startsWith('[WARNING] Unknown ') || it.contains('has no effect') }.sort() == warned.sort()
assert build.log(1).readLines().count { it.contains('VERIFIED BY') } == 3

build.failed(2, *unknown)
build.failed(3, 'mesos.verifyAgain must be true or false, got \'ture\'.')
build.succeeded(4, 'VERIFIED BY')
assert !build.log(4).contains('has no effect')
build.failed(5, 'Did you mean mesos.environment.X?')
return null
