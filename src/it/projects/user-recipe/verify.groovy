import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Quirk of-this-project: because I can', 'Unpack took ')
assert build.text('target/mesos/own-1.0.0/source/README').contains('My own release')
