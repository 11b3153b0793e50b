import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The configure of sample 1.0.0 has no option --enable-extar.', 'Did you mean --enable-extra…? Correct mesos.configureArguments.')
build.succeeded(2, 'Unpack is up to date', 'Configure took ')
