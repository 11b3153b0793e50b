import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
['--', '-'].eachWithIndex { dashes, run ->
    build.failed(run + 1, "The configure script of sample 1.0.0 has no option ${dashes}enable-extar.", 'Did you mean --enable-extra…? Correct mesos.configureArguments.')
}
build.succeeded(3, 'Unpack is up to date', 'Configure took ')
build.succeeded(4, 'Configure took ')
(5..7).each { build.succeeded(it, 'Configure is up to date') }
return null
