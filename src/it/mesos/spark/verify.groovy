import io.github.mesosbuild.it.InvokedBuild

new InvokedBuild(basedir).succeeded(1, 'Started slave-2 on ', 'Tests run: 3, Failures: 0, Errors: 0, Skipped: 0', 'Already exited: master-')
return null
