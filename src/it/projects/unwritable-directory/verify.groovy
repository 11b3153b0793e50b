import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'Cannot write to …/pom.xml/work/sample-1.0.0 (mesos.workDirectory): …/pom.xml is a file, not a directory.',
    'Set mesos.workDirectory to a directory that you can write to.')
build.failed(2, 'Cannot create or open …/pom.xml/cache/archives: one of its parents is not a directory.',
    'Move that file away, or choose another location with mesos.cacheDirectory.')
build.failed(3, 'Cannot write to …/pom.xml/installation (mesos.installDirectory): …/pom.xml is a file, not a directory.',
    'Set mesos.installDirectory to a directory that you can write to.')
[1, 3].each { assert !build.log(it).contains('Fetched ') }
true
