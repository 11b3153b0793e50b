import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Verified archive: ', 'zlib          found ', 'Sample 1.0.0 is installed in ')
assert build.started(1) == ['Unpack', 'Configure', 'Make', 'Check', 'Install']
build.succeeded(2, 'Verified archive: ', 'Unpack is up to date', 'Configure is up to date', 'Make is up to date', 'Check is up to date',
    'Sample 1.0.0 is up to date in …: nothing to do')
assert build.started(2).isEmpty()
assert build.text('target/mesos/mesos-env.sh').contains('/bin')
