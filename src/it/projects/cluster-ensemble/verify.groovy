import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Started zookeeper-3 on ', 'Started master-3 on ', 'Started slave-2 on ', 'It stops when Maven exits.',
    'master-… (pid …) was killed', 'Already exited: master-', 'Stopped zookeeper-1, zookeeper-2, zookeeper-3, master-')
build.succeeded(2)
build.succeeded(3, 'master-… (pid …) was killed')
build.succeeded(4, 'slave-2 (pid …) was restarted')
def killed = (build.log(3) =~ /(master-\d) \(pid \d+\) was killed/)[0][1]
build.failed(5, "$killed has exited.", '  leader  ', '; 2 active slaves', 'zk://127.0.0.1:…/mesos', '  follower  ')
assert (build.log(5) =~ /Leader: (master-\d);/)[0][1] != killed
build.succeeded(6, 'Stopped zookeeper-1')
build.succeeded(7, 'Skipped: skipITs is set.')
assert build.text('target/mesos/cluster/logs/slave-2.log').contains('--attributes=rack:2')
return null
