import io.github.mesosbuild.it.InvokedBuild

def build = new InvokedBuild(basedir)
build.succeeded(1, 'Started slave-2 on ', 'Tests run: 2, Failures: 0, Errors: 0, Skipped: 0', 'Stopped master-1, slave-1, slave-2 ',
    ' task logs)')
return null
