import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Started zookeeper-3 on ', 'Started master-3 on ', 'Started slave-2 on ')
build.succeeded(2, 'master-… (pid …) was killed')
def killed = (build.log(2) =~ /(master-\d) \(pid \d+\) was killed/)[0][1]
build.failed(3, "$killed has exited.", '; 2 active slaves')
assert (build.log(3) =~ /Leader: (master-\d);/)[0][1] != killed
build.succeeded(4, 'Stopped zookeeper-1')
assert build.text('target/mesos/cluster/logs/slave-2.log').contains('--resources=cpus:2;mem:1024')
build.clusterStopped('target/mesos/cluster')
return null
