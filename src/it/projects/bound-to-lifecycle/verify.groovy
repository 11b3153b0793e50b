import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, ':build (default) @ bound-to-lifecycle', 'Sample 1.0.0 is installed in ')
assert build.started(1) == ['Unpack', 'Configure', 'Make', 'Install']
