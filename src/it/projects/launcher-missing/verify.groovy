import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'The compiler launcher distcc (mesos.compilerLauncher) is not on the PATH …/launcher-missing/bin.',
    'Install the package distcc, or set mesos.compilerLauncher to auto or none.')
build.failed(2, "The parameter mesos.compilerLauncher must be the name of a compiler launcher, got 'fcache'.",
    'Set mesos.compilerLauncher to auto, none, ccache, sccache, distcc or icecc.')
assert build.started(1).isEmpty() && build.started(2).isEmpty()
assert !build.log(1).contains('Fetched') && !build.log(2).contains('Fetched')
