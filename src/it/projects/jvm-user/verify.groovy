import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Stripping reduced the installation from … to …', 'Sample 1.0.0 is installed in ')
build.succeeded(2, 'Sample 1.0.0 is up to date in …: nothing to do')
def library = build.installations().first().resolve('lib/libsample.so').toString()
assert !['nm', library].execute().text.contains(' T ')
assert ['nm', '-D', library].execute().text.contains(' T ')
build.failed(3, "mesos.java must be one of auto, true, false, got 'maybe'.")
