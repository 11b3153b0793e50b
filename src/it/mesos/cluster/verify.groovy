import io.github.mesosbuild.it.InvokedBuild

def word = version.startsWith('0.') ? 'slave' : 'agent'
def build = new InvokedBuild(basedir)
build.succeeded(1, "Started ${word}-2 on ".toString(), 'Tests run: 2, Failures: 0, Errors: 0, Skipped: 0', "Stopped master-1, ${word}-1, ${word}-2 ".toString(),
    ' task logs)')
return null
