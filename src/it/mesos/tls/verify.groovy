import io.github.mesosbuild.it.InvokedBuild

new InvokedBuild(basedir).succeeded(1, 'Web page: https://127.0.0.1:', 'Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
return null
