import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.failed(1, 'This machine cannot build sample 1.0.0: C++ compiler is missing (…no-such-compiler…)', 'or let this plugin install them: -Dmesos.installDependencies=true',
    'If CC or CXX names a compiler (in mesos.environment, …), that compiler must be on the PATH.')
assert build.started(1).isEmpty()
