import io.github.mesosbuild.it.InvokedBuild

context.userProperties.put('mesos.archive.sha512', InvokedBuild.release(sample, '.').sha512)
