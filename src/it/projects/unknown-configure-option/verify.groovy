import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
['--', '-'].eachWithIndex { dashes, run ->
    build.failed(run + 1, "The configure script of sample 1.0.0 has no option ${dashes}enable-extar.", 'Did you mean --enable-extra…? Correct mesos.configureArguments.')
}
build.succeeded(3, 'Unpack is up to date', 'Configure took ')
[4, 6].each { build.succeeded(it, 'Configure took ') }
[5, 7, 8].each { build.succeeded(it, 'Configure is up to date') }
assert build.text('target/mesos/sample-1.0.0/logs/configure.log').contains('SAMPLE_NOTE=$$a')
return null
