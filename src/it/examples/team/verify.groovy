import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Packed sample 1.0.0 into …sample-1.0.0-linux-…tar.gz (…)',
    'Deployed com.example.team:sample:1.0.0:tar.gz:linux-… to team (file:…)')
def deployed = build.path('target/repository/com/example/team/sample/1.0.0').toFile().list()
['.tar.gz', '.tar.gz.asc', '.cdx.json', '.intoto.json'].each { end -> assert deployed.any { it.endsWith(end) } : end }
build.succeeded(2, 'The same com.example.team:sample:1.0.0:tar.gz:linux-… is in team (file:…) already. Nothing was uploaded.')

// Nothing is compiled, and the cluster runs.
build.succeeded(3, 'Using com.example.team:sample:1.0.0:tar.gz:…, built from the same inputs. … Good signature: …',
    'Started slave-1 on ', 'Stopped master-1, slave-1 ')
assert build.started(3).isEmpty() && !build.log(3).contains('Fetching ')
build.clusterStopped('service/target/mesos/cluster')
build.failed(4, 'is not trusted: ')
assert build.started(4).isEmpty()

// The job in the workflow runs what ran here.
def workflow = build.text('ci/workflow.yml')
assert workflow.contains('-N mesos:deploy-bundle -Dmesos.bundle.keyFile=') && workflow.contains('verify -Dmesos.bundles.required')
return null
