import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
(1..3).each {
    build.failed(it, 'There can be no …/pom.xml/…: something above it is not a directory.',
        'Choose another place with mesos.workDirectory, mesos.cacheDirectory or mesos.installDirectory.')
}
true
