import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Started master-1 on ', 'TASK_FINISHED', 'Stopped master-1, ', '3 hosts, 3 masters with a quorum of 2')
build.clusterStopped('target/mesos/cluster')
def outputs = []
build.path('target/mesos/cluster/logs').toFile().eachFileRecurse { if (it.name == 'stdout') outputs << it.text }
assert outputs.any { it.contains('hello') }
return null
