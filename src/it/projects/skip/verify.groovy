import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1)
assert build.log(1).readLines().count { it.contains('Skipped: mesos.skip is set.') } == 2
build.succeeded(2)
['build', 'fetch', 'verify', 'goOffline', 'checkDependencies', 'unpack', 'configure', 'make', 'check', 'install', 'env', 'explain', 'clean'].each {
    build.said(2, "Skipped: mesos.${it}.skip is set.")
}
assert !build.log(2).contains('Fetch')
build.succeeded(3, 'Sample 1.0.0 is installed in ')
assert build.started(3) == ['Unpack', 'Configure', 'Make', 'Install']
build.succeeded(4, 'Skipped: mesos.check.skip is set.', 'Sample 1.0.0 is up to date in ')
assert !build.log(3).contains('mesos-env.sh')
build.said(4, 'Wrote …/mesos-env.sh')
