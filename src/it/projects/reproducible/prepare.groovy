import io.github.mesosbuild.it.InvokedBuild

context.userProperties.put('mesos.archive.sha256', InvokedBuild.release(sample, '.').sha256)
true
