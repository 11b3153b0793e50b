import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'Cannot write to …/pom.xml/work/sample-1.0.0 (mesos.workDirectory): …/pom.xml is a file, not a directory.',
    'Set mesos.workDirectory to a directory that you may write in.')
build.failed(2, 'Cannot create or open …/pom.xml/cache/archives: something above it is not a directory.',
    'Move away what is in the way, or choose another place with mesos.cacheDirectory.')
build.failed(3, 'Cannot write to …/pom.xml/installation (mesos.installDirectory): …/pom.xml is a file, not a directory.',
    'Set mesos.installDirectory to a directory that you may write in.')
[1, 3].each { assert !build.log(it).contains('Fetched ') }
true
