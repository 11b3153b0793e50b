import io.github.mesosbuild.it.InvokedBuild

def word = version.startsWith('0.') ? 'slave' : 'agent'
new InvokedBuild(basedir).succeeded(1, "Started ${word}-2 on ".toString(), 'Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
return null
