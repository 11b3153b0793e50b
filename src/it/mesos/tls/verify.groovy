import io.github.mesosbuild.it.InvokedBuild

new InvokedBuild(basedir).succeeded(1, 'Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
return null
