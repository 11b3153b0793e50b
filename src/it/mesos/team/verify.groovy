import io.github.mesosbuild.it.InvokedBuild

def word = version.startsWith('0.') ? 'slave' : 'agent'
def build = new InvokedBuild(basedir)
build.succeeded(1, "Deployed com.example.team:mesos:${version}:tar.gz:linux-… to team (file:…)".toString())
build.succeeded(2, "Using com.example.team:mesos:${version}:tar.gz:…".toString(), 'Good signature: ', "Started ${word}-1 on ".toString())
assert build.started(2).isEmpty()
return null
